"""The roles of the demonstration and the ten-minute path through one village's year."""

from fivestar.demonstration.people import CO_ORDINATION
from fivestar.demonstration.picture import WAITING_ON
from fivestar.foundation.access import Duty
from fivestar.foundation.guide import PUBLIC_ROLE, Role, Station
from fivestar.foundation.outcome import N_

ROLES = (
    Role("secretary", N_("村支书"), N_("看本村差哪一项、谁来补，报村里的数据"), Duty.OWN),
    Role("clerk", N_("乡镇干事"), N_("核实全镇各村的数据，给村支书发登录码"), Duty.CLERK),
    Role("manager", N_("乡镇党委书记"), N_("审村里报的目标，看本镇卡在哪里"), Duty.MANAGE),
    Role("organiser", N_("组织部"), N_("看全区作战图，定标准、定目标、看影响"), Duty.ORGANISE),
    Role("department", N_("专班/部门"), N_("提供本部门的数据，看哪些村在等"), Duty.SUPPLY, WAITING_ON["peace"][0]),
    Role("leader", N_("包乡领导"), N_("看包的乡镇哪里需要帮"), Duty.LEAD),
    Role("judge", N_("观摩评委"), N_("带一个专班，观摩时在手机上打分"), Duty.TASKFORCE, CO_ORDINATION),
    Role("discipline", N_("纪委监委"), N_("看违纪违法的反映交到这里，别的单位看不到"), Duty.DISCIPLINE),
    Role(PUBLIC_ROLE, N_("村民"), N_("不登录，看自己村的星、理由和凭据"), None),
)

STATIONS = (
    Station(
        "wall",
        PUBLIC_ROLE,
        N_("先看作战图"),
        N_("作战图"),
        N_("一格是一个支部，颜色是已核实的星级，粗边是还没到目标。找到柳河镇的青塘村，鼠标停一停，再点进去。"),
        N_("打开作战图"),
        "wall",
        "district",
    ),
    Station(
        "dossier",
        "secretary",
        N_("一个村的档案"),
        N_("青塘村档案"),
        N_("五颗小星：实心已得，空心未得，斜纹待核实。青塘村三星，至多四星，目标四星。"),
        N_("打开青塘村"),
        "branch",
        "branch",
    ),
    Station(
        "why",
        "secretary",
        N_("为什么少这颗星"),
        N_("青塘村档案 · 还差什么"),
        N_("产业兴旺星差两项：上年集体收入差 1.8 万元，联农带农差 22 户。平安法治星不是没做到，是区公安局的数据没到。"),
        N_("看还差什么"),
        "branch",
        "branch",
        fragment="missing",
    ),
    Station(
        "import",
        "department",
        N_("部门一次把数据补齐"),
        N_("录入"),
        N_("先下载这份表：区公安局给等着的村补数据，里面有三行是错的。选“已核实”，上传，看它怎么指出每一行错在哪里。"),
        N_("去录入"),
        "import",
        "district",
        downloads=((N_("有三行错的表(xlsx)"), "demo_sample"),),
    ),
    Station(
        "mend",
        "department",
        N_("改好三行，入库"),
        N_("录入 · 预览"),
        N_(
            "在页面上直接改：青塘村的“零起”改成 0；“2023年13月”改成 2023；编码 990001005999 那一行不是我们区的村，"
            "选“不要这一行”。三处改完，点确认入库。"
        ),
        N_("回到录入"),
        "import",
        "district",
    ),
    Station(
        "change",
        "secretary",
        N_("星变了"),
        N_("青塘村档案"),
        N_("刚才那一行入库时，青塘村已经重新算过：平安法治星不再是斜纹。历史里多了今天这一条。"),
        N_("再看青塘村"),
        "branch",
        "branch",
        fragment="history",
    ),
    Station(
        "receipt",
        PUBLIC_ROLE,
        N_("凭据人人能验"),
        N_("青塘村档案 · 凭据"),
        N_("不登录也能下载凭据，用页面上那行命令自己重算一遍：每一项的值、标准和来源都在里面，改一个字就对不上。"),
        N_("看凭据"),
        "branch",
        "branch",
        fragment="receipt",
    ),
    Station(
        "standards",
        "clerk",
        N_("标准是怎么说的"),
        N_("评星标准"),
        N_("两套标准并排：每一项的要求、算法、由谁提供、来源在哪里。搜“入社农户”，看 30 % 是怎么算的。"),
        N_("打开标准"),
        "standards",
        "district",
    ),
    Station(
        "own_tasks",
        "organiser",
        N_("换成自己区的任务"),
        N_("评星标准 · 本区任务表"),
        N_("下载任务表样表，改一个数（比如集体收入改成 8 万元），上传。采用之前先看影响：哪些支部会变，为什么。"),
        N_("去上传任务表"),
        "proposals",
        "district",
    ),
    Station(
        "time",
        "organiser",
        N_("把日子往前拨"),
        N_("作战图 · 页头日期"),
        N_("演示区过的是自己的日子。往前拨一个月：到期的计数有了结果，没跟上的星会变；时间滑块可以回看。"),
        N_("回作战图"),
        "wall",
        "district",
    ),
    Station(
        "rechecks",
        PUBLIC_ROLE,
        N_("少量复核，谁都能重抽"),
        N_("复核 · 已结束的一次"),
        N_(
            "打开八月那次：从两万多项里公开抽 150 项去看，至多有多少站不住写在最上面。"
            "下载抽签文件，一条命令就能把名单重抽一遍。"
        ),
        N_("看公开复核"),
        "rechecks",
        "district",
    ),
)
