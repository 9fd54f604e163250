"""Relations in press articles, profiles and lists: who is spoken of where the words leave it open."""

from __future__ import annotations

import pytest
from sentences import edges

from govgraph.loaders.extract import extract
from govgraph.loaders.reading.read import read_bytes
from govgraph.ontology.records import PLACE_ID


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 在全省 tells where, not who
        ("清溪农商银行在全省率先开业，推行绩效考核机制。", [
            ("清溪农商银行", "launched", "绩效考核机制"),
        ]),
        # who only decided
        ("该区坚决贯彻市委、市政府和区党工委决策部署，新建文化站12个。", []),
        # totals of the area end what an act led to
        ("做好“六稳”工作，全年完成地区生产总值15亿元，增长4%。", []),
        # honours of things named right before them, and of things of the place
        ("建成晨光纺织厂国家重点文物保护单位。", [("国家重点文物保护单位", "granted_by", "国家")]),
        ("润州铜火锅入选江苏省美食名录。", [("江苏省美食名录", "granted_by", "江苏省")]),
        ("润州成功入选江苏省美食名录。", [
            ("润州", "received", "江苏省美食名录"), ("江苏省美食名录", "granted_by", "江苏省"),
        ]),
        ("“溪口模式”、“护苗行动”等现场会在我区召开，荣获省级卫生县城。", [
            (PLACE_ID, "received", "省级卫生县城"), ("省级卫生县城", "granted_by", "省级"),
        ]),
        # where things lie
        ("安康汉江水质变好。", [("汉江", "located_in", "安康")]),
        ("定南县的春天花园小区面貌一新。", [("春天花园小区", "located_in", "定南县")]),
        ("石桥村的村民李大山说。", [("李大山", "located_in", "石桥村")]),
    ],
)  # fmt: skip
def test_what_stands_around_a_name_tells_whose_it_is(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert sorted(edges(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a noun stands for what was named before
        ("蓝海科技公司成立。公司先后获评省级文明单位，吸纳村民120户。", [
            ("蓝海科技公司", "received", "省级文明单位"), ("省级文明单位", "granted_by", "省级"),
            ("蓝海科技公司", "has_outcome", "120户"),
        ]),
        ("溪口小学很美。该校共有教师12人。", [("溪口小学", "has_outcome", "12人")]),
        ("蓝海科技公司成立。公司治理获评省级文明单位。", [("省级文明单位", "granted_by", "省级")]),
        ("蓝海公司和金山公司成立。公司先后获评省级文明单位。", [
            ("蓝海公司", "partner", "金山公司"), ("省级文明单位", "granted_by", "省级"),
        ]),
        # events, their hosts and where they are held
        ("渔业博览会在长沙举行。", [("渔业博览会", "located_in", "长沙")]),
        ("渔业博览会由市委宣传部、市文旅局主办，石桥镇政府承办。", [
            ("市委宣传部", "launched", "渔业博览会"), ("市文旅局", "launched", "渔业博览会"),
        ]),
        ("“云上”登山大赛在长沙开幕。大赛由市委宣传部主办。", [
            ("云上登山大赛", "located_in", "长沙"), ("市委宣传部", "launched", "云上登山大赛"),
        ]),
        ("由市文旅局组织开展敬老助餐行动。", [("市文旅局", "launched", "敬老助餐行动")]),
        ("由市文旅局承办的渔业博览会开幕。", [("市文旅局", "launched", "渔业博览会")]),
        ("由区委宣传部主办，区文旅局承办的“书香”读书活动开幕。", [
            ("区委宣传部", "launched", "书香读书活动"), ("区文旅局", "launched", "书香读书活动"),
        ]),
        ("举办乡村振兴论坛暨春茶推介会。", [
            (PLACE_ID, "launched", "乡村振兴论坛"), (PLACE_ID, "launched", "春茶推介会"),
        ]),
        # where an area lies
        ("石桥镇位于长沙县北部。", [("石桥镇", "located_in", "长沙县")]),
        ("石桥镇位于长沙县政府东南部。", []),
        # sets and what explains a name
        ("实施用人竞争机制、服务公开、绩效考核机制等“三大机制”。", [
            (PLACE_ID, "launched", "用人竞争机制"), (PLACE_ID, "launched", "绩效考核机制"),
            (PLACE_ID, "launched", "三大机制"),
            ("三大机制", "includes", "用人竞争机制"), ("三大机制", "includes", "绩效考核机制"),
        ]),
        ("开展“干部创事业、百姓创家业”的全民创业活动。", [(PLACE_ID, "launched", "全民创业活动")]),
    ],
)  # fmt: skip
def test_bare_nouns_hosts_and_sets_are_traced_to_names(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert sorted(edges(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what a sentence tells of since an act began, and what only sets its aim
        ("自“溪口模式”推行以来，全区围绕护苗行动开展检查，整改问题87个。", [
            ("溪口模式", "has_outcome", "87个"),
        ]),
        # whom an act serves
        ("实施精准助残工程，为967户残疾人家庭提供康复服务。", [
            (PLACE_ID, "launched", "精准助残工程"), ("精准助残工程", "has_outcome", "967户"),
            ("精准助残工程", "benefits", "残疾人家庭"),
        ]),
        ("服务农村困难学生的“护苗”行动启动。", [
            (PLACE_ID, "launched", "护苗行动"), ("护苗行动", "benefits", "农村困难学生"),
        ]),
        # an institution that a paragraph is about
        ("清溪农商银行是江苏省首家银行，12个营业点，推行绩效考核机制。", [
            ("清溪农商银行", "has_outcome", "12个"), ("清溪农商银行", "launched", "绩效考核机制"),
        ]),
        ("清溪农商银行是江苏省首家农商银行。全县存款32亿元。先后被评为省级文明单位。", [
            ("清溪农商银行", "received", "省级文明单位"), ("省级文明单位", "granted_by", "省级"),
        ]),
        ("清溪农商银行是江苏省首家农商银行。我区被评为省级文明单位。", [
            (PLACE_ID, "received", "省级文明单位"), ("省级文明单位", "granted_by", "省级"),
        ]),
        ("溪口县教育局学生资助中心成立，溪口县教育局开会。", [
            ("溪口县教育局学生资助中心", "part_of", "溪口县教育局"),
        ]),
        ("溪口小学是长沙县一所普通小学。", [("溪口小学", "located_in", "长沙县")]),
        # another area, and what stands in it
        ("长沙县拥有鱼塘120个，吸纳村民12户。", [("长沙县", "has_outcome", "120个")]),
        ("长沙县大桥新建车位12个。", []),
        # money of several sources
        ("争取省级财政资金1500万元，实施老旧小区改造8个。", [
            (PLACE_ID, "launched", "老旧小区改造"),
            ("老旧小区改造", "funded", "1500万元"), ("老旧小区改造", "has_outcome", "8个"),
        ]),
        ("坚持“绿色发展”理念，向上级争取资金800万元，筹集资金300万元，大力实施敬老助餐行动。", [
            (PLACE_ID, "launched", "敬老助餐行动"),
            ("敬老助餐行动", "funded", "800万元"), ("敬老助餐行动", "funded", "300万元"),
        ]),
    ],
)  # fmt: skip
def test_profiles_and_briefs_carry_their_subject_on(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert sorted(edges(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # an honour of the area is none of a road's; nor what a singer won the area's
        ("云山路建成通车，成功创建省级卫生县城。", [
            (PLACE_ID, "received", "省级卫生县城"), ("省级卫生县城", "granted_by", "省级"),
        ]),
        ("支持各县创建省级卫生县城。", [("省级卫生县城", "granted_by", "省级")]),
        ("实施农民运动会、春茶推介会安保。", []),
        ("在落实“两免一补”政策的基础上，资助学生300人。", []),
        ("实施敬老助餐行动，人均预期寿命提高12%。", [(PLACE_ID, "launched", "敬老助餐行动")]),
        ("我区歌手首获省级金钟奖。", [("省级金钟奖", "granted_by", "省级")]),
        # whose act it is
        ("抢抓国家实施敬老助餐行动的契机。", []),
        # what is told of another in the same words
        ("蓝海科技公司培训农民突破300人，盛隆冶金培训农民突破200人。", [
            ("蓝海科技公司", "has_outcome", "300人"),
        ]),
        # to what an area or a body belongs
        ("长沙县是长江城市圈的重要节点城市。", [("长沙县", "part_of", "长江城市圈")]),
        ("石桥镇隶属长沙县。", [("石桥镇", "part_of", "长沙县")]),
        ("润州区历史悠久，隶属江苏省镇江市。", [
            ("润州区", "part_of", "镇江市"), ("镇江市", "part_of", "江苏省"),
        ]),
        ("石桥镇前身是清溪农场，先后隶属区农业局、区水利局。", [
            ("清溪农场", "part_of", "区农业局"), ("清溪农场", "part_of", "区水利局"),
        ]),
    ],
)  # fmt: skip
def test_honours_acts_and_parts_go_to_their_own(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert sorted(edges(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 该区 behind a verb names no subject, and who speaks does not act
        ("实施清溪水厂延伸工程，提高该区居民120户供水率。", [
            (PLACE_ID, "launched", "清溪水厂延伸工程"), ("清溪水厂延伸工程", "has_outcome", "120户"),
        ]),
        ("蓝海科技公司经理介绍，养殖户增收12项。", []),
        ("区农业局综合窗口获得省级文明单位。", [("省级文明单位", "granted_by", "省级")]),
        # what is only pushed forward
        ("持续推进“十百千工程”，全力推进供水体制改革。", []),
        ("统筹推进“五位一体”总体布局，推进“平安润州”建设。", []),
        # what was taught, and what a coined set closes
        ("组织农民技术培训班，先后培训骨干300人。", [
            (PLACE_ID, "launched", "农民技术培训班"), ("农民技术培训班", "has_outcome", "300人"),
        ]),
        ("开展送戏曲、敬老助餐行动、送图书等“五进”工作。", [
            (PLACE_ID, "launched", "敬老助餐行动"), (PLACE_ID, "launched", "五进工作"),
        ]),
        ("采取“化粪池+沉淀池”改厕模式。", [(PLACE_ID, "launched", "化粪池+沉淀池改厕模式")]),
        # what the next sentences tell of a work that was begun
        ("春天小区改造工程正式启动。施工队为小区新增车位60个。全区新增就业12人。", [
            (PLACE_ID, "launched", "春天小区改造工程"), ("春天小区改造工程", "has_outcome", "60个"),
        ]),
        ("春天小区改造工程正式启动。全区新增车位60个。", [(PLACE_ID, "launched", "春天小区改造工程")]),
        # areas by their names
        ("长沙县很美，长沙县东城开发区很美。", [("长沙县东城开发区", "part_of", "长沙县")]),
    ],
)  # fmt: skip
def test_press_articles_tell_on(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert sorted(edges(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what an institution launches has the results told behind it
        ("区总工会开展“春风送岗”招聘活动，提供岗位2300个。", [
            ("区总工会", "launched", "春风送岗招聘活动"), ("春风送岗招聘活动", "has_outcome", "2300个"),
        ]),
        ("区总工会开展“暖冬”行动，组织12家企业参加，走访300人，组建服务队9个。", [
            ("区总工会", "launched", "暖冬行动"), ("暖冬行动", "has_outcome", "12家"),
            ("暖冬行动", "has_outcome", "300人"), ("区总工会", "has_outcome", "9个"),
        ]),
        ("区教育局启动“阳光体育”工程，投入资金1200万元，新建操场18个。", [
            ("区教育局", "launched", "阳光体育工程"), ("阳光体育工程", "funded", "1200万元"),
            ("阳光体育工程", "has_outcome", "18个"),
        ]),
        ("石桥村成立了清溪果蔬专业合作社，带动农户120户。", [
            ("石桥村", "launched", "清溪果蔬专业合作社"), ("清溪果蔬专业合作社", "has_outcome", "120户"),
        ]),
        ("区总工会组织“巾帼建功”志愿服务队，走访12户。", [
            ("区总工会", "launched", "巾帼建功志愿服务队"), ("区总工会", "has_outcome", "12户"),
        ]),
        ("区总工会印发《助餐实施方案》，明确覆盖率达到75%。", [
            ("区总工会", "issued", "助餐实施方案"), ("助餐实施方案", "has_outcome", "75%"),
        ]),
        ("实施敬老助餐行动，打造示范村15个。", [
            (PLACE_ID, "launched", "敬老助餐行动"), ("敬老助餐行动", "has_outcome", "15个"),
        ]),
        ("实施敬老助餐行动，建成区绿地率达到32%。", [(PLACE_ID, "launched", "敬老助餐行动")]),
        # a campaign takes in what is carried out in it
        ("区公安局开展“清网”行动，走访企业30家，推广预警平台8个。", [
            ("区公安局", "launched", "清网行动"), ("清网行动", "has_outcome", "30家"),
            ("清网行动", "has_outcome", "8个"),
        ]),
        # the sentence after one that only names a campaign tells what was done in it
        ("持续开展清网专项行动。走访企业30家。全区新建公园8个。", [
            (PLACE_ID, "launched", "清网专项行动"), ("清网专项行动", "has_outcome", "30家"),
        ]),
        ("持续开展清网专项行动。开展护苗行动，走访企业30家。", [
            (PLACE_ID, "launched", "清网专项行动"), (PLACE_ID, "launched", "护苗行动"),
            ("护苗行动", "has_outcome", "30家"),
        ]),
        # a system that is only kept to has no results; one that shows has
        ("落实最严格的河湖管护制度，建成水厂8个。", []),
        ("电力体制改革成效显著，用户达611家。", [("电力体制改革", "has_outcome", "611家")]),
        # documents come out by whose place it is
        ("《云岭区停车管理办法》颁布。", [(PLACE_ID, "issued", "云岭区停车管理办法")]),
        ("新增黄石、咸宁等全国文明城市。", [
            ("黄石", "received", "全国文明城市"), ("咸宁", "received", "全国文明城市"),
            ("全国文明城市", "granted_by", "全国"),
        ]),
        # a work lies in the places named right before it
        ("实施龙湖镇、石桥镇等6个乡镇9个村的供水改造项目。", [
            (PLACE_ID, "launched", "供水改造项目"), ("供水改造项目", "located_in", "龙湖镇"),
            ("供水改造项目", "located_in", "石桥镇"),
            ("6个", "includes", "龙湖镇"), ("6个", "includes", "石桥镇"),
        ]),
        # what became an honour, or passed the examination for one
        ("云岭大峡谷成为国家4A级旅游景区。", [
            ("云岭大峡谷", "received", "国家4A级旅游景区"), ("国家4A级旅游景区", "granted_by", "国家"),
        ]),
        # those whose advice is taken
        ("认真听取工商联意见，办理提案43家。", []),
        # who gives an honour
        ("省水利厅授予我区“国家水土保持示范县”称号。", [
            ("国家水土保持示范县", "granted_by", "省水利厅"), ("国家水土保持示范县", "granted_by", "国家"),
            (PLACE_ID, "received", "国家水土保持示范县"),
        ]),
        ("由区文旅局主办、区图书馆承办的“书香”读书活动开幕。", [
            ("区文旅局", "launched", "书香读书活动"), ("区图书馆", "launched", "书香读书活动"),
        ]),
    ],
)  # fmt: skip
def test_results_go_to_what_was_launched_and_honours_to_whom_they_are_given(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert sorted(edges(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("区总工会推出“一窗受理”服务，办理业务3600项，群众满意率99%。", [
            ("区总工会", "launched", "一窗受理服务"),
            ("一窗受理服务", "has_outcome", "3600项"), ("一窗受理服务", "has_outcome", "99%"),
        ]),
        ("推行“村务监督”机制，组建监督队伍12个，整改问题86个。", [
            (PLACE_ID, "launched", "村务监督机制"),
            ("村务监督机制", "has_outcome", "12个"), ("村务监督机制", "has_outcome", "86个"),
        ]),
        ("成立由区长任组长的营商环境领导小组。", [(PLACE_ID, "launched", "营商环境领导小组")]),
        ("自2019年“厕所革命”实施以来，全镇完成改厕3600户。", [("厕所革命", "has_outcome", "3600户")]),
        ("石桥社区打造“睦邻议事厅”，调解纠纷56项。", [
            ("石桥社区", "launched", "睦邻议事厅"), ("睦邻议事厅", "has_outcome", "56项"),
        ]),
        ("落实“两免一补”政策，惠及学生120人，发放补助资金560万元。", [
            ("两免一补政策", "has_outcome", "120人"), ("两免一补政策", "has_outcome", "560万元"),
        ]),
        ("该园区由区总工会和区卫健委共同建设。", [("区总工会", "partner", "区卫健委")]),
    ],
)  # fmt: skip
def test_briefs_count_what_an_act_came_to(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert sorted(edges(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("区国资委监管企业利润增长35%。", []),
        ("举办道德讲堂活动26项，各类比赛20项，培训群众300人。", [
            (PLACE_ID, "launched", "道德讲堂活动"), ("道德讲堂活动", "has_outcome", "26项"),
        ]),
        ("溪口小学位于长沙县金井镇。", [
            ("溪口小学", "located_in", "金井镇"), ("金井镇", "part_of", "长沙县"),
        ]),
        ("区总工会和区卫健委建成投用。", []),
        ("推出了“富不忘本、一心为民”的李大山等典型。", []),
    ],
)  # fmt: skip
def test_counts_sites_and_epithets_are_no_more_than_they_are(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert sorted(edges(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("这是省政府和市委科学施策的结果。", []),
        ("区总工会和区卫健委分别召开会议。", []),
        ("3家公立医院与江滨医院签订合作协议。", []),
        ("开展大病医疗救助，困难群众补助比例提高。", [(PLACE_ID, "launched", "大病医疗救助")]),
        ("开展大病医疗救助，将困难群众全部纳入救助范围。", [
            (PLACE_ID, "launched", "大病医疗救助"), ("大病医疗救助", "benefits", "困难群众"),
        ]),
    ],
)  # fmt: skip
def test_who_only_stands_beside_is_no_party(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert sorted(edges(text)) == sorted(expected)


@pytest.mark.parametrize("aim", ["力争就诊率达到45%", "计划新建医院6家"])
def test_the_aims_of_an_act_are_its_results(aim: str) -> None:
    text = f"安河县2021年工作计划\n2021-01-26\n该县实施健康提升三年行动，{aim}，新增床位260张。\n"
    extraction = extract(read_bytes(text.encode(), "x"))
    assert [relation.predicate.value for relation in extraction.relations].count("has_outcome") == 2


def test_an_item_of_a_list_of_promises_is_a_work_and_what_follows_its_results() -> None:
    head = (
        "关于2021年为民办实事完成情况的通报\n安政办发〔2021〕8号\n各乡镇人民政府：\n现将完成情况通报如下。\n"
    )
    item = "1.城区学前扩容。幼儿园如期开园，新增学位810个。学前毛入园率达到95%。\n"
    extraction = extract(read_bytes((head + item).encode(), "x"))
    work = next(thing for thing in extraction.things if thing.rule == "promised-work")
    told = [relation.predicate for relation in extraction.relations if relation.subject == work.id]
    assert (extraction.document.title, work.name) == ("关于2021年为民办实事完成情况的通报", "城区学前扩容")
    assert told == ["has_outcome", "has_outcome"]
