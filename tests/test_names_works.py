"""Works and lists of them: what is done to a site, items before 等, and acts under formal names."""

from __future__ import annotations

import pytest
from sentences import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("振兴西路改造、柳溪大街南延、县城中心广场改造已竣工。", [
            ("program", "振兴西路改造"), ("program", "柳溪大街南延"), ("program", "县城中心广场改造"),
        ]),
        ("其中柳溪小学教学楼、石桥中学宿舍楼已投入使用。", [
            ("institution", "柳溪小学"), ("program", "柳溪小学教学楼"),
            ("institution", "石桥中学"), ("program", "石桥中学宿舍楼"),
        ]),
        ("百户农房完成重建，新路全部开通。", []),
        ("完成提升改造", []),
        ("投资7亿元，建成柳北110千伏变电站。", [("program", "柳北110千伏变电站")]),
        ("巨力路和津保路县城段亮化已竣工。", [("program", "巨力路和津保路县城段亮化")]),
        ("实施三北防护林、退耕还林、京津周边绿化等工程。", [
            ("program", "三北防护林"), ("program", "退耕还林"), ("program", "京津周边绿化"),
        ]),
        ("举办柳溪发展院士专家行、千人计划专家行等活动。", [
            ("event", "柳溪发展院士专家行"), ("event", "千人计划专家行"),
        ]),
        ("华旭水业等投资37亿元的6个项目建成投产。", [("program", "华旭水业")]),
        ("柳北智谷、深江光启、华旭方舟等一批“深字头”企业落户。", [
            ("institution", "柳北智谷"), ("institution", "深江光启"), ("institution", "华旭方舟"),
        ]),
        ("柳溪中学和晓林中学宿舍楼交付使用。", [
            ("institution", "柳溪中学"), ("institution", "晓林中学"), ("program", "晓林中学宿舍楼"),
        ]),
        ("推进市第一人民医院迁建。", [
            ("institution", "市第一人民医院"), ("program", "市第一人民医院迁建"),
        ]),
    ],
)  # fmt: skip
def test_works_are_told_in_lists(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # works and rules without quotation marks
        ("全面落实人才优先政策，就业稳定。", [("initiative", "人才优先政策")]),
        ("清江煤矿塌陷区治理扎实推进。", [("initiative", "清江煤矿塌陷区治理")]),
        ("完成校舍解危12万平方米。", [("program", "校舍解危")]),
        ("建设双岭农防加固工程。", [("program", "双岭农防加固工程")]),
        # known and formal names
        ("开拓东盟、非洲市场。", [("place", "东盟"), ("place", "非洲")]),
        ("实现“校校通”。", [("initiative", "校校通")]),
        ("“七五”普法有序推进。", [("initiative", "七五普法")]),
        ("认真学习党的二十大精神。", [("event", "党的二十大")]),
        ("出台稳工业保增长十条措施。", [("document", "稳工业保增长十条措施")]),
        ("向县人大及其常委会报告。", [("institution", "县人大及其常委会")]),
        ("涉及柳溪路8号、桃园片区。", [("place", "柳溪路8号"), ("place", "桃园片区")]),
        ("区第二幼儿园开园。", [("institution", "区第二幼儿园")]),
        # quotations
        ("以“招商服务攻坚年”为抓手。", [("initiative", "招商服务攻坚年")]),
        ("打好“稳岗促产”组合拳。", [("initiative", "稳岗促产组合拳")]),
        ("构建党建引领“1+9”文件体系。", [("document", "党建引领1+9文件体系")]),
        ("建立“网格双向派单、部门联动响应”的“双网双联”工作体系。", [
            ("initiative", "网格双向派单"), ("initiative", "部门联动响应"),
            ("initiative", "双网双联工作体系"),
        ]),
        # lists of acts
        ("开展粮库巡查、秸秆露天禁烧等专项行动。", [
            ("initiative", "粮库巡查"), ("initiative", "秸秆露天禁烧"),
        ]),
        # common words
        ("壮大市场主体，开拓新兴市场，修复退化湿地。", []),
        ("荣获奖励500万元，主动接受人大监督。", []),
    ],
)  # fmt: skip
def test_works_lists_and_formal_names_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("成立国内首家县级茶业振兴研究院、全省首家农产品统购统销运营中心。", [
            ("institution", "县级茶业振兴研究院"), ("institution", "农产品统购统销运营中心"),
        ]),
        ("成立城乡儿童联谊会。", [("institution", "城乡儿童联谊会")]),
        ("成立30个专业合作社，组建村级服务中心。", []),
        ("召开市政府第82次常务会议。", [("event", "市政府第82次常务会议")]),
        ("该局荣立集体三等功。", [("recognition", "集体三等功")]),
        ("开通“美丽田园”乡村直通车。", [("initiative", "美丽田园乡村直通车")]),
        ("她来到“剑锋农业”从事采茶工作。", []),
        ("市政协主席王小明到石桥社区调研。", [
            ("institution", "市政协"), ("person", "王小明"), ("place", "石桥社区"),
        ]),
        ("苏静，柳溪镇综合执法大队书记。", [
            ("person", "苏静"), ("institution", "柳溪镇综合执法大队"),
        ]),
        ("孝南区桥东街道办事处石桥社区已建成。", [
            ("place", "孝南区"), ("place", "桥东街道"), ("place", "石桥社区"),
        ]),
        # whoever serves, by rarer surnames and behind any post
        ("县领导李洪波、常利民、杜宏亮见证，经理宁长云分别签字。", [
            ("person", "李洪波"), ("person", "常利民"), ("person", "杜宏亮"), ("person", "宁长云"),
        ]),
        ("古柳街道石桥社区第十网格网格长梁小兰介绍，居民张小哲正在办事。", [
            ("place", "古柳街道"), ("place", "石桥社区"), ("person", "梁小兰"), ("person", "张小哲"),
        ]),
        # a body of a village, behind its town
        ("古柳街道双园社区网格党支部书记熊小焱介绍。", [
            ("place", "古柳街道"), ("place", "双园社区"), ("institution", "双园社区网格党支部"),
            ("person", "熊小焱"),
        ]),
        ("石桥社区卫生服务中心开诊。", [("institution", "石桥社区卫生服务中心")]),
        ("丰宁县柳溪镇遭遇强降雨。", [("place", "丰宁县"), ("place", "柳溪镇")]),
        ("云岭省政府新闻办发布，县方志办和市旅游委参加。", [
            ("institution", "省政府新闻办"), ("institution", "县方志办"), ("institution", "市旅游委"),
        ]),
        ("市高速公路建设协调领导小组出台办法。", [("institution", "市高速公路建设协调领导小组")]),
        ("建立重点项目代办制、三方联席会议制、预警报告制等制度。", [
            ("initiative", "重点项目代办制"), ("initiative", "三方联席会议制"), ("initiative", "预警报告制"),
        ]),
        ("市人民医院创建“三甲”医院。", [("institution", "市人民医院"), ("recognition", "三甲医院")]),
        # works by the sum that they cost
        ("投资60万元的县城东路翻修和雨污分流工程顺利竣工。", [("program", "县城东路翻修和雨污分流工程")]),
        ("投资50万元的县城小学综合楼和投资90万元的6所中学新建、扩建工程竣工。", [
            ("program", "县城小学综合楼"), ("program", "中学新建、扩建工程"),
        ]),
        # works by what is told of them
        ("县医院迁建项目正在搬迁，云岭高速清溪段改扩建工程正式启动。", [
            ("program", "县医院迁建项目"), ("program", "云岭高速清溪段改扩建工程"),
        ]),
        ("柳溪智慧养殖建设项目计划投资9亿元，一批重点项目正式启动。", [("program", "柳溪智慧养殖建设项目")]),
        ("全力打好柑橘病虫害防控阻击战。", [("initiative", "柑橘病虫害防控阻击战")]),
        # bodies and those who lead them
        ("柳溪县观鸟协会会长李建国、柳溪县茶叶工作站站长王大山介绍。", [
            ("institution", "柳溪县观鸟协会"), ("person", "李建国"),
            ("institution", "柳溪县茶叶工作站"), ("person", "王大山"),
        ]),
        # wide lands, and prefectures by short names
        ("阿坝州地处青藏高原，华南地区和江汉平原没有向白洋淀流入污水。", [
            ("place", "阿坝州"), ("place", "青藏高原"), ("place", "华南地区"), ("place", "江汉平原"),
            ("place", "白洋淀"),
        ]),
        ("该平台由业务审批系统、专家库管理系统、云岭采购网3个子系统组成。", [
            ("initiative", "业务审批系统"), ("initiative", "专家库管理系统"), ("initiative", "云岭采购网"),
        ]),
        ("为65岁以上老年人体检。", [("group", "65岁以上老年人")]),
        # what a quotation is about is no part of its name
        ("推进数据共享“一表通”、综合执法“一队管”、应急处突“一站救”。", [
            ("initiative", "一表通"), ("initiative", "一队管"), ("initiative", "一站救"),
        ]),
        ("推行“一件实事、一名责任人、一套方案”的“四个一”工作法。", [("initiative", "四个一工作法")]),
        # what only sounds like a name
        ("红卡为特困户，蓝卡为一般贫困户。", [("group", "特困户"), ("group", "一般贫困户")]),
        ("为了精确区分扶贫对象，县里采取措施。", [("group", "扶贫对象")]),
        ("沿着茅塔河岸开展巡河，推动巡河、治河、护河。", [("place", "茅塔河")]),
        ("包括县级以上示范家庭农场97家。", []),
        ("楼后面是8套教师周转房。", []),
        ("绿水青山就是金山银山。", []),
        ("华润万家有限公司和柳溪市一盏灯农产品供应链有限公司进驻。", [
            ("institution", "柳溪市一盏灯农产品供应链有限公司"),
        ]),
    ],
)  # fmt: skip
def test_founded_bodies_are_named_and_sayings_are_not(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, None) == expected
