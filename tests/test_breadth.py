"""Forms of reports and news that no annotated text has: who launched works, examined honours, streaks."""

from __future__ import annotations

import pytest
from figures import read
from sentences import edges, found


def told(text: str) -> list[str]:
    """Quote, role, measure and period of every figure."""
    rows = ((f, f.period.text if f.period else "") for f in read(text))
    return [" ".join(filter(None, (f.evidence.quote, f.role.value, f.measure, when))) for f, when in rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what somebody won, and how long it has held
        ("产值增速连续五年全国第一。", ["第一 rank 产值增速 连续五年"]),
        ("该剧获周赛冠军、月赛第二名。", ["第二名 rank 月赛"]),
        ("开发区在国家考核中居全省第二。", ["第二 rank 考核"]),
        # full-width digits are kept as the text writes them
        ("２０２０年，新建桥梁９座。", ["９座 cumulative 桥梁 ２０２０年"]),
        # what there is and what came newly
        ("编制床位90张，开放床位60张。", ["90张 level 编制床位", "60张 level 开放床位"]),
        ("新建各类建筑面积90万平方米。", ["90万平方米 cumulative 建筑面积"]),
        ("新建占地90亩的市场。", ["90亩 level 占地"]),
        ("净增企业90家、累计600家。", ["90家 change 企业", "600家 cumulative 企业"]),
        ("全县9个坑塘治理全部完成。", ["9个 cumulative 坑塘治理"]),
        ("全市实到市外资金9亿元。", ["9亿元 cumulative 市外资金"]),
        ("兼职联防人员9人，专职人员6人。", ["9人 level 兼职联防人员", "6人 level 专职人员"]),
        # a year is what its paragraph is of, though one speaks of 一年来
        ("2019年，是建县70周年。一年来，干群同心。产值完成9亿元，增长5%。", [
            "9亿元 level 产值 2019年", "5% change 产值 2019年",
        ]),
        ("申请融资9亿元，其中，甲投资集团6亿元。", [
            "9亿元 cumulative 融资", "6亿元 cumulative 甲投资集团融资",
        ]),
        ("优良天数209天，比上年190天增加19天。", [
            "209天 level 优良天数", "190天 baseline 优良天数 上年", "19天 change 优良天数",
        ]),
        # what is still to come, and what trade, stocks and savings amount to
        ("全市决定投资90亿元治理河道。", ["90亿元 target 决定投资"]),
        ("未来三年，新建学校9所。", ["9所 target 学校 未来三年"]),
        ("对甲国、乙国分别出口50万台、30万台。", ["50万台 level 出口", "30万台 level 出口"]),
        ("现有90亩以上种植基地30个。", ["90亩以上 level 种植基地", "30个 level 基地"]),
        ("此举节约了90万元的项目资金。", ["90万元 cumulative 项目资金"]),
        ("公司以90万元的价格中标。", ["90万元 level 价格"]),
        ("需水量大概在四个亿立方左右。", ["大概在四个亿立方左右 level 需水量"]),
        ("2010年，出口9万台。其中，对甲国出口6万台，占当年关区总量的66%。", [
            "9万台 level 出口 2010年", "6万台 level 甲国出口 2010年", "66% level 甲国出口 2010年",
        ]),
        ("9个村实现集中供暖。", ["9个 cumulative 村"]),
        ("9个村实现全覆盖。", ["9个 level 村"]),
        # shares and multiples of what was told before them
        ("完成投资9亿元，占任务的160%。", ["9亿元 cumulative 投资", "160% level 投资"]),
        ("完成造林90万亩，是“十二五”的1.8倍，封育60万亩。", [
            "90万亩 cumulative 造林", "1.8倍 change 造林", "60万亩 cumulative 封育",
        ]),
        ("9个新增长点项目新增产值6亿元，增长40%。", [
            "9个 level 新增长点项目", "6亿元 cumulative 新增长点项目新增产值",
            "40% change 新增长点项目新增产值",
        ]),
        # years that date nothing, and units of data
        ("提前一年实现规划，新增企业6家。", ["6家 cumulative 企业"]),
        ("出省带宽达到1.7万G，建成5G基站9个。", ["1.7万G level 出省带宽", "9个 cumulative 5G基站"]),
        ("建成5GW光伏，存储达到3GB。", ["5GW cumulative 光伏", "3GB level 存储"]),
        # a second counter in brackets, what a head spends, and a gain that names nothing
        ("筹措公租房9万套（间），接待6万人（次）。", [
            "9万套（间） cumulative 公租房", "6万人（次） cumulative 接待",
        ]),
        ("城镇居民人均消费支出6000元。", ["6000元 level 城镇居民人均消费支出"]),
        ("粮食产量90万吨，比上年增产6万吨。", ["90万吨 level 粮食产量", "6万吨 change 粮食产量"]),
        # what a town puts in, also behind a dateline, models, and of what many come
        ("本报讯 石桥镇投入资金9万元。", ["9万元 cumulative 资金"]),
        ("建成环境整治提升示范村6个，6个特色产业提升示范基地。", [
            "6个 cumulative 示范村", "6个 cumulative 特色产业提升示范基地",
        ]),
        ("吸引来自9个国家的企业参展。", ["9个 cumulative 国家"]),
        # the size of what was signed, and the area that a rank is within
        ("签约9亿元以上项目6个。", ["9亿元以上 level 项目", "6个 cumulative 签约9亿元以上项目"]),
        ("茶叶产量全球第三、亚洲第一。", ["第三 rank 茶叶产量", "第一 rank 茶叶产量"]),
        # how a place is described: dates in brackets, villages by name, where it lies, how long it is
        ("面积90平方公里（2017年），人口9万人（2020年）。", [
            "90平方公里 level 面积 2017年", "9万人 level 人口 2020年",
        ]),
        ("辖大樟、蓝村、洪上、翻南9个行政村和1个居委会。", ["9个 level 行政村", "1个 level 居委会"]),
        ("位于县城南端9公里处。", ["9公里 level 县城南端"]),
        ("规划建设面积90公顷，东西长6公里。", ["90公顷 level 规划建设面积", "6公里 level 东西长"]),
        ("有2处占地面积5000平方米的集贸市场。", ["2处 level 集贸市场", "5000平方米 level 占地面积"]),
        # who is counted by tens of thousands, whose money it is, what goes on there
        ("针对社区9万居民，开展活动。", ["9万 level 居民"]),
        ("争取中央和省级资金90万元。", ["90万元 cumulative 中央和省级资金"]),
        ("在9个街道、60个社区全面实施、推广应用。", ["9个 level 街道", "60个 level 社区"]),
        ("确保了9万人的饮水。", ["9万人 level 饮水"]),
        ("9座水厂和总投资6亿元的电站开工。", ["9座 level 水厂", "6亿元 level 总投资"]),
        ("招商到位资金9亿元，在谈项目6个。", ["9亿元 cumulative 到位资金", "6个 level 在谈项目"]),
        ("财政收入任务90万元，完成98万元。", ["90万元 target 财政收入任务", "98万元 level 财政收入"]),
        ("一年来，全年接待90人。新建桥梁9座。", ["90人 cumulative 接待 全年", "9座 cumulative 桥梁 一年来"]),
        ("2008年设立园区，并确定了未来30年目标。引进企业9家。", ["9家 cumulative 企业 2008年"]),
        # budgets: shares of a plan, what is earned and spent more, multiples of an earlier value
        ("预算收入9亿元，为调整预算数的98%，比2017年增支6万元，增长5%。", [
            "9亿元 level 预算收入", "98% level 预算收入", "6万元 change 预算收入", "5% change 预算收入",
        ]),
        ("税收完成9亿元，完成预算的98%，同比增长5%。", [
            "9亿元 level 税收", "98% level 预算", "5% change 税收",
        ]),
        ("财政收入累计完成9亿元，是“十二五”时期6亿元的1.5倍。", [
            "9亿元 cumulative 财政收入", "6亿元 level 财政收入", "1.5倍 change 财政收入",
        ]),
        ("工业投资9亿元，增长5%，在总投资中的占比为42%。", [
            "9亿元 cumulative 工业投资", "5% change 工业投资", "42% level 工业投资",
        ]),
        # the value that each trade of a list has
        ("信息技术、高端化工、新能源新材料产业增加值分别增长9%、6%、3%。", [
            "9% change 信息技术产业增加值", "6% change 高端化工产业增加值",
            "3% change 新能源新材料产业增加值",
        ]),
        # parts by level, what surpassed its task, what was added, since what and till when
        ("龙头企业9家（市级3家、省级6家）。", [
            "9家 level 龙头企业", "3家 level 市级龙头企业", "6家 level 省级龙头企业",
        ]),
        ("全年改建幼儿园9所，超额完成6所的年度目标任务。", [
            "9所 cumulative 幼儿园 全年", "6所 target 幼儿园 全年",
        ]),
        ("增加入学名额9万个。", ["9万个 cumulative 入学名额"]),
        ("比上年增加入学名额9万个。", ["9万个 change 入学名额"]),
        ("疫情发生以来，赠送口罩9万个。", ["9万个 cumulative 口罩 疫情发生以来"]),
        ("到目前，有学生90名。", ["90名 level 学生 到目前"]),
        ("在考生数比去年减少90人的情况下，上线60人。", ["90人 change 考生数", "60人 cumulative 考生数"]),
        # the year of an honour dates nothing else
        ("2020年，云溪村入围2019年中国淘宝村。新增企业9家。", ["9家 cumulative 企业 2020年"]),
        ("每月至少有两个会议。", ["至少有两个 level 会议 每月"]),
        # how far it is to a place, and what farms bring
        ("北距清溪机场50公里，距虞城县30公里。", ["50公里 level 清溪机场", "30公里 level 虞城县"]),
        ("生猪出栏90万头；完成油茶种植90亩。", ["90万头 level 生猪出栏", "90亩 cumulative 油茶种植"]),
        ("开展食品、药品等9项专项整治行动。", ["9项 cumulative 专项整治行动"]),
        ("增长6.8%（2015和2016年同期增速分别为3.3%、0.5%）。", [
            "6.8% change 增长", "3.3% change 增长 2015和2016年同期", "0.5% change 增长 2015和2016年同期",
        ]),
        # goods traded one by one, growth in short, and the days of a feast
        ("集成电路、电工器材分别出口90亿元、60亿元，同增18%、14%。", [
            "90亿元 level 集成电路", "60亿元 level 电工器材", "18% change 集成电路", "14% change 电工器材",
        ]),
        ("刚刚过去的“五一”假期，全县接待游客9万人次。", ["9万人次 cumulative 游客 “五一”假期"]),
        ("国庆假期，全县接待游客9万人次。", ["9万人次 cumulative 游客 国庆假期"]),
        ("10月1日至7日国庆长假期间，接待游客9万人次。", ["9万人次 cumulative 游客 10月1日至7日国庆长假期间"]),
        ("端午小长假接待游客9万人次，中秋国庆假期增长6%。", [
            "9万人次 cumulative 游客 端午小长假", "6% change 游客 中秋国庆假期",
        ]),
        # what something does in a day, and the ground that it stands on, or that is taken unlawfully
        ("建成加工厂3个，日处理垃圾90吨。", ["3个 cumulative 加工厂", "90吨 level 日处理垃圾"]),
        ("开工项目5个，该项目占地53亩。", ["5个 cumulative 开工项目", "53亩 level 项目占地"]),
        ("全年查处违法占地53亩。", ["53亩 cumulative 违法占地 全年"]),
        ("共带动贫困户3.5万余人脱贫致富。", ["3.5万余人 cumulative 贫困户"]),
    ],
)  # fmt: skip
def test_figures_are_read_in_other_forms(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # honours that were examined, praised in so many words, or counted
        ("省级治理实验区顺利通过验收。", [("recognition", "省级治理实验区")]),
        ("该县通过省教育强县（区）评估。", [("recognition", "省教育强县（区）")]),
        ("该校跻身国家示范性高职院校建设行列。", [("recognition", "国家示范性高职院校")]),
        ("该市被表彰为稳就业成效明显城市。", [("recognition", "稳就业成效明显城市")]),
        ("县医院获评三级乙等综合医院。", [("institution", "县医院"), ("recognition", "三级乙等综合医院")]),
        ("该县获国家科技进步二等奖1项和发明专利一等奖1项。", [
            ("recognition", "国家科技进步二等奖"), ("recognition", "发明专利一等奖"),
        ]),
        # acts told by how far they have come
        ("土地确权登记基本完成。", [("initiative", "土地确权登记")]),
        ("所有乡镇卫生院标准化建设全面完成。", []),
        # counties by short names, behind what they lie in
        ("该院与湖南双牌、资兴、炎陵三县市协作。", [
            ("place", "湖南"), ("place", "双牌"), ("place", "资兴"), ("place", "炎陵"),
        ]),
        ("涡阳、蒙城两地。", [("place", "涡阳"), ("place", "蒙城")]),
        ("与韩国安山、德国埃森等9个国外城市结好。", [
            ("place", "韩国"), ("place", "安山"), ("place", "德国"), ("place", "埃森"),
        ]),
        ("(记者邢云通讯员王建国)到场。", [("person", "邢云"), ("person", "王建国")]),
        # places of nature in a list, the firm before its sum, systems and sessions by their form
        ("有天台山、青云山、映月湖。", [("place", "天台山"), ("place", "青云山"), ("place", "映月湖")]),
        ("治理河湖、荒山、矿山。", []),
        ("严格首问负责制、限时办结制。", [("initiative", "首问负责制"), ("initiative", "限时办结制")]),
        ("贯彻市委八次全会精神。", [("event", "市委八次全会")]),
        ("加快云溪矿资源综合利用等5个重点项目建设。", [("program", "云溪矿资源综合利用")]),
        # what is still to be built is a project
        ("加快推进云岭校区、石桥学院等20个项目。", [("program", "云岭校区"), ("program", "石桥学院")]),
        ("加快推进云岭路、石桥大街等道路工程。", [("place", "云岭路"), ("place", "石桥大街")]),
        # roads by their ends, in lists and as works; a place that something is done for
        ("推进清溪至武安、洛门至柳林公路建设。", [("place", "清溪至武安"), ("place", "洛门至柳林公路")]),
        ("石桥至云岭、柳林至清溪等9条公路建成。", [("place", "石桥至云岭"), ("place", "柳林至清溪")]),
        ("石桥至云岭高速公路清溪段通车。", [("place", "石桥至云岭高速公路清溪段")]),
        ("实施清溪至柳林公路改建工程。", [("program", "清溪至柳林公路改建工程")]),
        ("坚决服务保障雄安新区。", [("place", "雄安新区")]),
        ("全县至今境内无高速公路。", []),
        ("县第二小学迁建项目封顶，来自日本、德国等9个国家的企业到访。", [
            ("institution", "县第二小学"), ("program", "县第二小学迁建项目"),
            ("place", "日本"), ("place", "德国"),
        ]),
        # fairs by their short names, whose a congress is, and trials told to be over
        ("参加厦洽会和第三届文博会。", [("event", "厦洽会"), ("event", "第三届文博会")]),
        ("承办润州区第二届冰雪运动会，我市第三届桃花艺术节开幕。", [
            ("place", "润州区"), ("event", "润州区第二届冰雪运动会"), ("event", "第三届桃花艺术节"),
        ]),
        ("医疗救助试点全面完成。", [("initiative", "医疗救助试点")]),
        ("举办中国(润州)茶文化高峰论坛。", [("event", "中国(润州)茶文化高峰论坛")]),
        # names with a code, a formula, a bracket or two countries in them; trades that name no project
        ("实施党建115工程和1+5+X发展战略。", [
            ("program", "党建115工程"), ("initiative", "1+5+X发展战略"),
        ]),
        ("中国(无锡)茶叶加工产业园和中德(无锡)创新产业园建成。", [
            ("place", "中国(无锡)茶叶加工产业园"), ("place", "中德(无锡)创新产业园"),
        ]),
        ("建设无锡国际茶产品精深加工产业园。", [("place", "无锡国际茶产品精深加工产业园")]),
        ("签约茶叶、石材等产业项目9个，五大重点产业项目6个。", []),
        # honours kept, in the world and of a year
        ("持续保持全国文化先进县称号。", [("recognition", "全国文化先进县")]),
        ("获评2020年度全国茶业先进单位，入选全球最佳减贫案例。", [
            ("recognition", "全国茶业先进单位"), ("recognition", "全球最佳减贫案例"),
        ]),
        ("古田县以村党支部为主体。", [("place", "古田县"), ("institution", "村党支部")]),
        ("柳溪机场改扩建工程实质性开工。", [("program", "柳溪机场改扩建工程")]),
        # schools by their number, a list of teams, where a government sits
        ("县一中、二中和49中成功创建为省级示范高中，与成都七中合作。", [
            ("institution", "县一中"), ("institution", "二中"), ("institution", "49中"),
            ("recognition", "省级示范高中"), ("institution", "成都七中"),
        ]),
        ("学习三中全会精神。", []),
        ("云岭小学创建为优质学校。", [("institution", "云岭小学")]),
        ("清溪镇、圣城街道评为全国社区教育示范乡镇。", [
            ("place", "清溪镇"), ("place", "圣城街道"), ("recognition", "全国社区教育示范乡镇"),
        ]),
        ("成立应急消防队、市容督查队等9支队伍。", [
            ("institution", "应急消防队"), ("institution", "市容督查队"),
        ]),
        ("县领导郭颖峰、陈良海见证签约。", [("person", "郭颖峰"), ("person", "陈良海")]),
        ("园区业主单位清溪县云生仓储有限公司和世界500强企业中化(青岛)实业有限公司到访。", [
            ("institution", "清溪县云生仓储有限公司"), ("institution", "中化(青岛)实业有限公司"),
        ]),
        # campaigns and offices with the act they begin with, a stretch of a road, a county by its short name
        ("开展规范涉企执法专项行动，成立优化营商环境办公室。", [
            ("initiative", "规范涉企执法专项行动"), ("institution", "优化营商环境办公室"),
        ]),
        ("实施国企改革深化提升行动，开展高层建筑安全隐患排查整治行动。", [
            ("initiative", "国企改革深化提升行动"), ("initiative", "高层建筑安全隐患排查整治行动"),
        ]),
        ("京沪高速清溪至江都段通车。", [("place", "京沪高速清溪至江都段")]),
        ("在德江、涞源调研，路桥建成，新建桥梁。", [
            ("place", "德江"), ("place", "涞源"),
        ]),
        ("红寺堡、西吉、彭阳丰收。", [
            ("place", "红寺堡"), ("place", "西吉"), ("place", "彭阳"),
        ]),
        # members of a list before a class noun, with numbers or words of the class before it
        ("依托惠友、冠兴、华旺等商超促进消费。", [
            ("institution", "惠友"), ("institution", "冠兴"), ("institution", "华旺"),
        ]),
        ("抓好智同制药二期、赛德丽设备、茂华塑料等新建项目。", [
            ("program", "智同制药二期"), ("program", "赛德丽设备"), ("program", "茂华塑料"),
        ]),
        ("整治秩序乱、停车难等城市病。", []),
        # what only says of what kind something is
        ("举办云岭文化节、云岭温泉节等旅游文化活动。", [("event", "云岭文化节"), ("event", "云岭温泉节")]),
        ("引进高科技产业项目，整治马路市场，构建现代教育体系。", []),
        ("农业产业化龙头企业达到13家，打赢一场场攻坚战。", []),
        ("市委三届六次全委扩大会、市三届三次人代会召开。", [
            ("event", "市委三届六次全委扩大会"), ("event", "市三届三次人代会"),
        ]),
        ("举办中国时尚产业盛典。", [("event", "中国时尚产业盛典")]),
        ("调入预算稳定调节基金90万元。", []),
        # towns with all they lie in, and the county that a park is named after
        ("达州市渠县有庆镇、绵阳市安州区秀水镇等9个镇上榜。", [
            ("place", "达州市"), ("place", "渠县"), ("place", "有庆镇"),
            ("place", "绵阳市"), ("place", "安州区"), ("place", "秀水镇"),
        ]),
        ("太和县李兴茶叶产业园建成，旬邑县为促进乡村旅游出力。", [
            ("place", "太和县"), ("place", "太和县李兴茶叶产业园"), ("place", "旬邑县"),
        ]),
        ("省农业农村厅公布第六批省级茶叶产业园名单。", [
            ("institution", "省农业农村厅"), ("document", "第六批省级茶叶产业园名单"),
        ]),
        ("引进甲湖牧业、奔象果业等一批效益好的龙头企业。", [
            ("institution", "甲湖牧业"), ("institution", "奔象果业"),
        ]),
        ("他说：“我们建立了‘1+9+N’产销一体化机制，成效很好。”", [("initiative", "1+9+N产销一体化机制")]),
        ("花园镇政府所在地有集市。", [("place", "花园镇")]),
        # persons with a role who tell how they feel, and words that only look like names
        ("民警王小溪高兴地说，收成很好。", [("person", "王小溪")]),
        ("对于许多党员干部来说，讲课中学到了业务知识。", []),
        ("集思广益想办法，推进智慧治河。", []),
        ("该区立足白塔河小流域治理，改善环境。", [("initiative", "白塔河小流域治理")]),
        ("开展餐饮行业、游乐行业专项整治。", [("initiative", "餐饮行业、游乐行业专项整治")]),
        ("实施云坪小流域、石沟小流域和柳坡小流域治理项目。", [
            ("program", "云坪小流域、石沟小流域和柳坡小流域治理项目"),
        ]),
        ("东至云溪高速柳湖南出口，距离清溪机场9公里。", [
            ("place", "云溪高速"), ("place", "清溪机场"),
        ]),
        ("减轻了农牧民群众负担。", [("group", "农牧民群众")]),
        ("全面实施1124战略，推行361工作法。", [
            ("initiative", "1124战略"), ("initiative", "361工作法"),
        ]),
        # persons by what they said, their age, their home and their post behind the name
        ("“好。”臧可欣高兴地说。", [("person", "臧可欣")]),
        ("今年52岁的臧可欣是养殖大户。", [("person", "臧可欣")]),
        ("走进贫困户臧可欣家，院子干净。", [("group", "贫困户"), ("person", "臧可欣")]),
        ("清溪县水利局臧可欣科长介绍。", [("institution", "清溪县水利局"), ("person", "臧可欣")]),
        ("返乡青年臧可欣创办了农场。", [("person", "臧可欣")]),
        ("村党支部书记介绍。", [("institution", "村党支部")]),
        # an office by its staff, a brand by its goods, and what only ends like a body
        ("市招投标办共随机抽取机构90家。", [("institution", "市招投标办")]),
        ("“云雾”牌茶叶畅销。", [("initiative", "云雾")]),
        ("归属于上市公司股东的利润下降。", []),
        ("城区内河道变清。", []),
        # what an area is made of, who sits in a wire's brackets, and counties in a list
        ("清溪镇下辖甲庙、乙楼、丙庄3个村民委员会。", [
            ("place", "清溪镇"), ("place", "甲庙"), ("place", "乙楼"), ("place", "丙庄"),
        ]),
        ("赴遂宁、安岳等地考察。", [("place", "遂宁"), ("place", "安岳")]),
        ("纪念碑座落在清溪战斗纪念馆前。", [("institution", "清溪战斗纪念馆")]),
        ("帮扶单位清溪县交通运输局出资。", [("institution", "清溪县交通运输局")]),
        ("严把专家管理关。", []),
        # companies by trade and form, however the tokenizer cuts their brand
        ("引进三利纺织集团有限公司投产。", [("institution", "三利纺织集团有限公司")]),
        ("由定南县立中种植专业合作社承包。", [("institution", "定南县立中种植专业合作社")]),
        ("注销农民专业合作社9家。", []),
        # titles right before those who bear them, and rules that are no documents
        ("走进全国文明村石桥村。", [("recognition", "全国文明村"), ("place", "石桥村")]),
        ("按市政府有关文件规定执行。", []),
        ("清溪电力有限公司臧可欣对日报记者表示。", [
            ("institution", "清溪电力有限公司"), ("person", "臧可欣"),
        ]),
        ("老挝、奥地利企业参展，增加纳税。", [("place", "老挝"), ("place", "奥地利")]),
    ],
)  # fmt: skip
def test_names_are_read_in_other_forms(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("宝源乳业乳粉生产线项目开工建设。", [("宝源乳业", "launched", "宝源乳业乳粉生产线项目")]),
        ("云岭县被列入浙江省首批国家知识产权示范创建市。", [
            ("国家知识产权示范创建市", "granted_by", "国家"),
            ("云岭县", "received", "国家知识产权示范创建市"),
        ]),
        ("实施富民行动，经营主体超过90户。", [
            ("place", "launched", "富民行动"), ("富民行动", "has_outcome", "90户"),
        ]),
        ("“放管服”改革取得新进展，开办环节压缩到4个。", [("放管服改革", "has_outcome", "4个")]),
        ("实施易地扶贫搬迁，90人搬出大山。", [
            ("place", "launched", "易地扶贫搬迁"), ("易地扶贫搬迁", "has_outcome", "90人"),
        ]),
        # what is begun to be built is still a programme
        ("启动清溪湿地公园建设。", [("place", "launched", "清溪湿地公园")]),
        ("通过“阳光工程”等活动，培训90人，储备人才60人。", [
            ("阳光工程", "has_outcome", "90人"), ("阳光工程", "has_outcome", "60人"),
        ]),
        ("清溪研究会在北京成立。", [("清溪研究会", "located_in", "北京")]),
        # a sum right behind a body is its own
        ("甲方融资9亿元，其中，云岭市建设投资公司6亿元、石桥市地产公司3亿元。", [
            ("云岭市建设投资公司", "has_outcome", "6亿元"), ("石桥市地产公司", "has_outcome", "3亿元"),
        ]),
        # who hosts and who carries out, in clauses of their own; what an announcement lists
        ("由云岭县委、县政府主办，县文旅局承办，清溪协会协办的“漫居”宣传活动开幕。", [
            ("云岭县委", "launched", "漫居宣传活动"), ("县政府", "launched", "漫居宣传活动"),
            ("县文旅局", "launched", "漫居宣传活动"),
        ]),
        ("由市人才中心和市就业办联合举办的“双选洽谈会”开幕。", [
            ("市人才中心", "launched", "双选洽谈会"), ("市人才中心", "partner", "市就业办"),
            ("市就业办", "launched", "双选洽谈会"),
        ]),
        ("将举办三大活动：“走进都市”活动、“清溪菜肴烹饪大赛”。", [
            ("place", "launched", "清溪菜肴烹饪大赛"), ("place", "launched", "走进都市活动"),
        ]),
        # a theme is no act
        ("举办以“清风，云岭”为主题的首届清溪文化节。", [("place", "launched", "首届清溪文化节")]),
        # persons in office, and what they were honoured as
        ("云岭市教育局副局长王建国说。", [("王建国", "member_of", "云岭市教育局")]),
        ("学习“时代楷模”王建国同志。", [("王建国", "received", "时代楷模")]),
        # who only is counted wins for the area; plans drawn up and papers signed
        ("6项成果入选国家试点案例。", [
            ("国家试点案例", "granted_by", "国家"), ("place", "received", "国家试点案例"),
        ]),
        ("完成《清溪发展规划》编制。", [("place", "issued", "清溪发展规划")]),
        ("市工商联与云岭公司签署《合作备忘录》。", [
            ("市工商联", "issued", "合作备忘录"), ("云岭公司", "issued", "合作备忘录"),
            ("市工商联", "partner", "云岭公司"),
        ]),
        # what another clause spoke of passed no examination
        ("清溪中学落成，省级治理实验区通过验收。", [
            ("省级治理实验区", "granted_by", "省级"), ("place", "received", "省级治理实验区"),
        ]),
        # who builds, what a meeting is called back by, and what works put in
        ("白石产业园项目由广东甲鑫投资有限公司投资建设。", [
            ("广东甲鑫投资有限公司", "launched", "白石产业园项目"),
        ]),
        # what stands right behind an act and is none of its words did not come of it
        ("云岭电站一期开工建设，新能源汽车新上牌9万辆。", [("place", "launched", "云岭电站一期")]),
        ("云岭县被命名为甘肃园林县城，首届茶业博览会在清溪会展中心圆满落幕。", [
            ("云岭县", "received", "甘肃园林县城"), ("甘肃园林县城", "granted_by", "甘肃"),
            ("首届茶业博览会", "located_in", "清溪会展中心"),
        ]),
        ("石桥镇是省委、省政府确定的“改革发展重点镇”。", [
            ("改革发展重点镇", "granted_by", "省委"), ("改革发展重点镇", "granted_by", "省政府"),
            ("石桥镇", "received", "改革发展重点镇"),
        ]),
        ("云生工业园由张家村村委会和清溪仓储公司签约共建。", [
            ("张家村村委会", "partner", "清溪仓储公司"),
        ]),
        ("太和县李兴茶叶产业园建成茶园9亩。", [
            ("太和县李兴茶叶产业园", "located_in", "太和县"),
        ]),
        ("县工业园与云岭工业园建立战略友好合作关系。", [("县工业园", "partner", "云岭工业园")]),
        ("县教育局举办首届茶业博览会。本届博览会吸引企业9家。", [
            ("县教育局", "launched", "首届茶业博览会"), ("首届茶业博览会", "has_outcome", "9家"),
        ]),
        ("清溪土地整治工程启动以来，主要以平整为主，惠及群众9人。", [
            ("place", "launched", "清溪土地整治工程"), ("清溪土地整治工程", "has_outcome", "9人"),
        ]),
        ("云岭文化中心落户。去年，该中心接待游客9人。", [("云岭文化中心", "has_outcome", "9人")]),
        # a level before a list of quotations, and winners in brackets
        ("清溪镇获得国家级“农业强镇”“示范村镇”，省级“特产之乡”等荣誉。", [
            ("国家级农业强镇", "granted_by", "国家级"), ("清溪镇", "received", "国家级农业强镇"),
            ("示范村镇", "granted_by", "国家级"), ("清溪镇", "received", "示范村镇"),
            ("清溪镇", "received", "特产之乡"), ("特产之乡", "granted_by", "省级"),
        ]),
        ("清溪镇获得全国文明村镇荣誉称号（石桥村）。", [
            ("全国文明村镇", "granted_by", "全国"), ("石桥村", "received", "全国文明村镇"),
        ]),
        # an act of so many years
        ("全市启动为期三年的清水工程。", [("place", "launched", "清水工程")]),
        # those from whom some were taken, and terms, are no results
        ("清溪县供销社推行抽签制度，从13名专家中抽取代表，于活动前1小时公布。", [
            ("清溪县供销社", "launched", "抽签制度"),
        ]),
        ("清溪镇辖石桥村、柳溪村2个行政村。", [
            ("2个", "includes", "柳溪村"), ("2个", "includes", "石桥村"),
            ("清溪镇", "includes", "石桥村"), ("清溪镇", "includes", "柳溪村"),
        ]),
        ("分别赴遂宁、资阳等地开展联合招聘会。", [
            ("place", "launched", "联合招聘会"),
            ("联合招聘会", "located_in", "遂宁"), ("联合招聘会", "located_in", "资阳"),
        ]),
        ("走进全国文明村石桥村。", [
            ("全国文明村", "granted_by", "全国"), ("石桥村", "received", "全国文明村"),
        ]),
        ("作为“中国太子参之乡”，城郊乡发展特色农业。", [("城郊乡", "received", "中国太子参之乡")]),
    ],
)  # fmt: skip
def test_relations_are_read_in_other_forms(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert sorted(edges(text)) == sorted(expected)
