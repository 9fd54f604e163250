"""A made-up town for the tests of the network page, as things and edges, in any size."""

from __future__ import annotations

from govgraph.viz.model import Edge, Figure, Label, Part, Quote, Thing, Words

SOURCE, ISSUED = "云岭区五年工作综述", "2024-03-02"
HOME = "place/999901"

_FIELDS = [
    ("party", "党的建设", "Party building"),
    ("industry", "产业发展", "Industry and investment"),
    ("ecology", "生态环境", "Ecology and environment"),
    ("education", "教育", "Education"),
    ("employment", "就业与社会保障", "Employment and social security"),
    ("health", "医疗卫生", "Health care"),
    ("ageing", "养老服务", "Care for older people"),
    ("housing", "住房与物业", "Housing and property management"),
    ("assistance", "社会救助与残疾人", "Social assistance and disability"),
    ("safety", "公共安全", "Public safety"),
]
_NAMES = {
    "Initiative": [
        ("河湖三员巡护机制", "River and lake three-patrol mechanism"),
        ("一窗通办改革", "One-window reform"),
        ("书记项目", ""),
        ("邻里议事厅", "Neighbourhood council"),
        ("名校带新校办学模式", "Strong schools lead new schools"),
        ("云上就业夜市", "Online evening job fair"),
        ("家门口的康复站", ""),
        ("十分钟助老圈", "Ten-minute care circle"),
    ],
    "Programme": [
        ("老旧小区焕新工程", "Old estates renewal programme"),
        ("青苗人才培养计划", "Seedling talent scheme"),
        ("智造引导基金", ""),
    ],
    "PolicyDocument": [
        ("关于进一步规范全区住宅小区物业服务管理工作的若干意见", ""),
        ("云岭区一窗通办改革实施方案", "One-window reform plan"),
    ],
    "Institution": [
        ("区河湖长制办公室", "District river chief office"),
        ("云岭区教育局", "Education bureau of Yunling"),
        ("石桥社区卫生服务中心", ""),
    ],
    "Honour": [
        ("省级生态文明示范区", "Provincial eco-civilisation demonstration area"),
        ("全市物业管理先进单位", ""),
    ],
    "Event": [("首届滨江产业合作论坛", "First riverside industry forum")],
    "Group": [("困难群众", "People in need")],
    "Person": [("周知行", "")],
}
_PREDICATES = {
    "ns#lead": Label("牵头单位", "lead"),
    "ns#document": Label("政策依据", "policy document"),
    "ns#received": Label("获得", "received"),
    "ns#beneficiary": Label("受益群体", "beneficiary"),
    "ns#component": Label("组成", "component"),
    "http://www.w3.org/ns/org#linkedTo": Label("合作", "partner"),
    "http://purl.org/dc/terms/isPartOf": Label("属于", "part of"),
}
_TYPES = {
    "Initiative": Label("治理举措", "Initiative"),
    "Programme": Label("计划", "Programme"),
    "PolicyDocument": Label("政策文件", "Policy document"),
    "Institution": Label("机构", "Institution"),
    "Honour": Label("荣誉", "Honour"),
    "Event": Label("事件", "Event"),
    "Group": Label("群体", "Group"),
    "Person": Label("人物", "Person"),
    "Place": Label("地点", "Place"),
}
_LINKS = {
    "PolicyDocument": "ns#document",
    "Honour": "ns#received",
    "Group": "ns#beneficiary",
    "Institution": "ns#lead",
}

WORDS = Words(
    _TYPES,
    _PREDICATES,
    {f"field/{name}": Label(zh, en) for name, zh, en in _FIELDS},
    {
        "done": Label("已完成", "Done"),
        "planned": Label("计划中", "Planned"),
        "municipal": Label("市级", "Municipal"),
    },
)


def quote(claim: str, before: str, words: str, after: str, at: int, section: str = "综述") -> Quote:
    """Return a quote whose sentence is `before`, the marked `words` and `after`."""
    sentence = before + words + after
    return Quote(
        claim,
        sentence,
        len(before),
        len(before) + len(words),
        at,
        section,
        SOURCE,
        ISSUED,
        "0.85",
        "verb-object",
    )


def town(size: int = 80) -> tuple[list[Thing], list[Edge]]:
    """Return about `size` things and the edges between them; every edge of a source has its words."""
    things = [
        Thing(
            HOME,
            Label("云岭区", "Yunling District"),
            "Place",
            level="district",
            gloss="The district that the page is about.",
            home=True,
            figures=(_figure(0, "party"),),
        ),
        Thing("place/9999", Label("云川市", "Yunchuan City"), "Place", level="municipal"),
        Thing("place/99", Label("云南北省", ""), "Place", level="provincial"),
    ]
    above = "http://purl.org/dc/terms/isPartOf"
    edges = [
        Edge(f"registry/{HOME}", HOME, above, "place/9999", registry=True),
        Edge("registry/place/9999", "place/9999", above, "place/99", registry=True),
    ]
    number = 0
    heads: dict[str, str] = {}
    while len(things) < size:
        field, zh, _ = _FIELDS[number % len(_FIELDS)]
        kinds = list(_NAMES)
        kind = kinds[(number * 5 + number // 7) % len(kinds)] if number >= len(_FIELDS) else "Initiative"
        names = _NAMES[kind]
        name, english = names[number // 3 % len(names)]
        again = number // 30
        label = Label(
            name + (f"（{again + 1}）" if again else ""),
            english and english + (f" {again + 1}" if again else ""),
        )
        things.append(_thing(f"{kind.lower()}/999901-{number}", label, kind, field, number, zh))
        edges += _edges(things[-1], heads, field, number)
        number += 1
    first = [thing.id for thing in things if thing.type == "Initiative"][:2]
    for letter in "ab":
        said = quote(f"claim/t-twin{letter}", "两项工作", f"统筹推进第{letter}次", "，互为支撑。", 9000)
        edges.append(
            Edge(said.claim, first[0], "http://www.w3.org/ns/org#linkedTo", first[1], quotes=(said,))
        )
    return things, edges


def _thing(name: str, label: Label, kind: str, field: str, number: int, section: str) -> Thing:
    said = quote(
        f"claim/t-m{number}", "几年来，当地持续推进", label.zh, "，群众反响良好。", 100 * number, section
    )
    figures = (_figure(number, field),) if number % 2 == 0 else ()
    return Thing(name, label, kind, fields=(f"field/{field}",), place=HOME, mentions=(said,), figures=figures)


def _figure(number: int, field: str) -> Figure:
    claim = f"claim/t-q{number}"
    said = quote(
        claim,
        "全区办事材料由",
        f"{number + 30}项",
        f"减少到{number + 5}项，效率明显提高。",
        100 * number + 20,
    )
    return Figure(
        claim,
        Label("办事材料", "documents required"),
        Label(f"{number + 5}项", f"{number + 5} items"),
        period=Label("五年来", "2016 – 2020"),
        field=f"field/{field}",
        before=Part(Label(f"{number + 30}项", f"{number + 30} items"), (said,)),
        changes=(Part(Label("下降25项", "−25 items"), (said,)),),
        quotes=(said,),
    )


def _edges(thing: Thing, heads: dict[str, str], field: str, number: int) -> list[Edge]:
    claim = f"claim/t-r{number}"
    if thing.type in ("Initiative", "Programme"):
        said = quote(claim, "该区", f"推出{thing.label.zh}", "，取得积极成效。", 100 * number + 40)
        found = [Edge(claim, thing.id, "ns#lead", HOME, implied=True, stage="done", quotes=(said,))]
        if field in heads and number % 3 == 0:
            said = quote(claim + "c", "", f"{thing.label.zh}是其重要组成部分", "。", 100 * number + 60)
            found.append(Edge(claim + "c", heads[field], "ns#component", thing.id, quotes=(said,)))
        heads.setdefault(field, thing.id)
        return found
    head = heads.get(field)
    if head is None:
        return []
    said = quote(
        claim, "经过努力，", f"相关工作与{thing.label.zh}紧密衔接", "，成效显著。", 100 * number + 40
    )
    return [
        Edge(
            claim, head, _LINKS.get(thing.type, "http://www.w3.org/ns/org#linkedTo"), thing.id, quotes=(said,)
        )
    ]
