/** One field of life, with the things that people ask about in it, in both languages. */
export interface Subject {
  readonly field: readonly [zh: string, en: string]
  readonly things: readonly (readonly [zh: string, en: string])[]
  readonly places: readonly (readonly [zh: string, en: string])[]
}

/** Fields that have nothing to do with an online shop, so that what they add is foreign to one. */
export const SUBJECTS: readonly Subject[] = [
  subject(
    '图书馆/library',
    '借书证/reader card 阅览座位/reading seat 古籍库/rare book vault 有声书/audiobook 馆际互借/interlibrary loan 自助还书箱/return box 论文数据库/thesis database 讲座门票/lecture ticket',
    '总馆/main branch 少儿馆/children’s branch 闭架书库/closed stacks',
  ),
  subject(
    '地铁/metro',
    '月票/monthly pass 换乘站/interchange 屏蔽门/platform door 末班车/last train 轮椅升降台/wheelchair lift 安检口/security gate 遗失雨伞/lost umbrella 单程票/single ticket',
    '站台/platform 站厅/concourse 车辆段/depot',
  ),
  subject(
    '医院/hospital',
    '挂号/appointment 住院押金/admission deposit 核磁共振/MRI scan 病历复印/medical record copy 疫苗接种/vaccination 家属陪护/family caregiver 处方/prescription 体检报告/check-up report',
    '门诊楼/outpatient wing 急诊科/emergency ward 检验科/laboratory',
  ),
  subject(
    '银行/bank',
    '定期存款/time deposit 网银盾/security key 房贷/mortgage 外币现钞/foreign cash 保险箱/deposit box 挂失/lost card report 征信报告/credit report 账户年费/account fee',
    '柜台/counter 理财室/advisory room 自助区/self-service hall',
  ),
  subject(
    '游泳馆/swimming pool',
    '泳道/lane 深水证/deep-water permit 储物柜/locker 救生员/lifeguard 水质检测/water test 儿童泳圈/child float 跳水台/diving board 淋浴间/shower',
    '更衣室/changing room 深水区/deep end 看台/stand',
  ),
  subject(
    '驾校/driving school',
    '科目二/manoeuvre test 模拟机/simulator 教练车/training car 理论课/theory class 体检表/medical form 补考/retest 倒车入库/reverse parking 夜间驾驶/night driving',
    '训练场/practice ground 考场/test centre 报名处/enrolment desk',
  ),
  subject(
    '博物馆/museum',
    '青铜器/bronze vessel 语音导览/audio guide 临时展厅/temporary hall 修复室/conservation studio 团体预约/group booking 摄影许可/photo permit 捐赠文物/donated artefact 恒湿展柜/humidity case',
    '序厅/entrance hall 地库/vault 东翼/east wing',
  ),
  subject(
    '幼儿园/kindergarten',
    '入园面试/entry interview 午睡床/nap cot 校车/school bus 过敏食谱/allergy menu 家长会/parents’ evening 手工课/craft lesson 接送卡/pick-up card 晨检/morning check',
    '小班教室/junior classroom 操场/playground 保健室/sick bay',
  ),
  subject(
    '农场/farm',
    '滴灌/drip irrigation 育苗盘/seed tray 蜂箱/beehive 堆肥/compost 温室大棚/greenhouse 拖拉机/tractor 土壤酸碱度/soil acidity 秋播小麦/autumn wheat',
    '北坡地/north field 粮仓/granary 苗圃/nursery',
  ),
  subject(
    '物业/property management',
    '电梯年检/lift inspection 车位/parking space 装修押金/renovation deposit 公共维修基金/repair fund 门禁卡/door card 水表/water meter 垃圾分类/waste sorting 屋顶渗水/roof leak',
    '地下车库/basement garage 物业中心/management office 天台/rooftop',
  ),
  subject(
    '大学/university',
    '选课/course selection 奖学金/scholarship 宿舍/dormitory 学位证书/degree certificate 交换项目/exchange programme 毕业论文/graduation thesis 实验室安全/lab safety 缓考/deferred exam',
    '教务处/registry 图文中心/print centre 体育馆/gymnasium',
  ),
  subject(
    '航空/airline',
    '登机牌/boarding pass 婴儿摇篮/bassinet 中转签证/transit visa 超规行李/oversize baggage 里程累积/mileage accrual 特殊餐食/special meal 轮椅服务/wheelchair service 宠物托运/pet transport',
    '值机柜台/check-in desk 贵宾室/lounge 登机口/gate',
  ),
  subject(
    '税务/taxation',
    '个税申报/income tax return 专项扣除/special deduction 完税证明/tax certificate 印花税/stamp duty 汇算清缴/annual settlement 税务登记/tax registration 房产税/property tax 滞纳金/late charge',
    '办税厅/tax hall 稽查局/audit bureau 咨询窗口/enquiry window',
  ),
  subject(
    '供电局/power utility',
    '阶梯电价/tiered tariff 电表/electricity meter 停电通知/outage notice 光伏并网/solar connection 变压器/transformer 漏电保护器/earth-leakage breaker 充电桩/charging pile 临时用电/temporary supply',
    '配电室/switch room 营业厅/service hall 变电站/substation',
  ),
  subject(
    '摄影/photography',
    '三脚架/tripod 长曝光/long exposure 滤镜/lens filter 暗房/darkroom 白平衡/white balance 人像布光/portrait lighting 底片扫描/negative scanning 快门线/shutter release',
    '摄影棚/studio 外景地/location 冲印间/print room',
  ),
  subject(
    '登山/mountaineering',
    '冰爪/crampon 高原反应/altitude sickness 露营许可/camping permit 绳结/rope knot 雪崩预警/avalanche warning 登山杖/trekking pole 向导/guide 净水片/purification tablet',
    '大本营/base camp 垭口/saddle 山屋/mountain hut',
  ),
  subject(
    '烘焙/baking',
    '天然酵母/sourdough starter 戚风蛋糕/chiffon cake 烤箱温度/oven temperature 醒发箱/proofing box 翻糖/fondant 无麸质面粉/gluten-free flour 裱花嘴/piping nozzle 可颂/croissant',
    '操作台/workbench 冷藏柜/cold cabinet 烘烤间/bakehouse',
  ),
  subject(
    '养犬/dog keeping',
    '犬证/dog licence 狂犬疫苗/rabies vaccine 牵引绳/leash 分离焦虑/separation anxiety 绝育手术/neutering 幼犬训练/puppy training 皮肤病/skin disease 体内驱虫/deworming',
    '宠物医院/animal clinic 遛狗区/dog run 寄养中心/boarding kennel',
  ),
  subject(
    '天文/astronomy',
    '赤道仪/equatorial mount 流星雨/meteor shower 目镜/eyepiece 月食/lunar eclipse 光害地图/light pollution map 星图/star chart 日珥镜/solar telescope 深空叠加/deep-sky stacking',
    '圆顶/dome 观测台/viewing deck 校准室/calibration room',
  ),
  subject(
    '法院/court',
    '立案/case filing 开庭传票/summons 证据交换/evidence exchange 诉讼费/court fee 法律援助/legal aid 执行异议/enforcement objection 调解书/mediation record 旁听证/gallery pass',
    '立案庭/filing hall 第三法庭/courtroom three 档案室/archive',
  ),
  subject(
    '酒店/hotel',
    '延迟退房/late check-out 加床/extra bed 婚宴厅/banquet hall 洗衣袋/laundry bag 行政楼层/executive floor 叫醒服务/wake-up call 泳池毛巾/pool towel 迷你吧/minibar',
    '前台/front desk 礼宾部/concierge 宴会厅/ballroom',
  ),
  subject(
    '钢琴/piano',
    '调音/tuning 考级曲目/grade pieces 踏板/pedal 琴房/practice room 视奏/sight reading 节拍器/metronome 琴弦锈蚀/string rust 双手配合/hand coordination',
    '音乐教室/music room 演奏厅/recital hall 维修间/workshop',
  ),
  subject(
    '园艺/gardening',
    '月季修剪/rose pruning 多肉浇水/succulent watering 介壳虫/scale insect 扦插/cuttings 草坪/lawn 缓释肥/slow-release manure 换盆/repotting 爬藤架/trellis',
    '花坛/flower bed 阳台/balcony 温床/hotbed',
  ),
  subject(
    '汽车保养/car maintenance',
    '刹车片/brake pad 机油滤芯/oil filter 轮胎动平衡/wheel balancing 变速箱油/gearbox oil 空调异味/air-conditioning odour 火花塞/spark plug 四轮定位/wheel alignment 蓄电池/starter battery',
    '举升工位/lift bay 洗车房/car wash 检测线/inspection line',
  ),
  subject(
    '移民局/immigration office',
    '居留许可/residence permit 护照换发/passport renewal 入境卡/arrival card 指纹采集/fingerprinting 探亲签注/family visit endorsement 归化/naturalisation 担保函/sponsor letter 落地签/visa on arrival',
    '受理大厅/reception hall 口岸/border post 采集室/capture room',
  ),
  subject(
    '剧院/theatre',
    '后台参观/backstage tour 剧目单/programme 迟到入场/late admission 字幕机/surtitle screen 乐池/orchestra pit 舞台监督/stage manager 季票/season ticket 演员签名/autograph',
    '包厢/box 楼座/balcony tier 化妆间/dressing room',
  ),
  subject(
    '气象站/weather station',
    '雨量筒/rain gauge 台风路径/typhoon track 百叶箱/instrument shelter 霜冻预报/frost forecast 风廓线/wind profiler 雷电定位/lightning location 能见度/visibility 探空气球/sounding balloon',
    '观测场/observation field 值班室/duty room 雷达楼/radar tower',
  ),
  subject(
    '编程/programming',
    '单元测试/unit test 版本分支/version branch 内存泄漏/memory leak 正则表达式/regular expression 数据库索引/database index 线程锁/thread lock 接口文档/interface document 日志轮转/log rotation',
    '测试环境/test environment 代码仓库/code repository 构建机/build machine',
  ),
  subject(
    '潜水/scuba diving',
    '减压表/decompression table 浮力背心/buoyancy vest 耳压平衡/ear equalising 气瓶检验/cylinder inspection 夜潜/night dive 潜水电脑/dive computer 湿衣/wetsuit 海流/sea current',
    '充气站/filling station 潜店/dive centre 珊瑚区/coral zone',
  ),
  subject(
    '社会保险/social insurance',
    '养老金/pension 生育津贴/maternity benefit 工伤认定/injury assessment 失业登记/unemployment registration 社保卡/insurance card 异地就医/out-of-area treatment 缴费基数/contribution base 退休年龄/retirement age',
    '经办大厅/agency hall 街道办/subdistrict office 仲裁院/arbitration court',
  ),
]

/** @param field And the lists: `中文/english` each; an item ends where the next Chinese one begins. */
function subject(field: string, things: string, places: string): Subject {
  const [first] = pairsOf(field)
  if (!first) throw new Error(`No name in ${JSON.stringify(field)}.`)
  return { field: first, things: pairsOf(things), places: pairsOf(places) }
}

function pairsOf(text: string): readonly (readonly [zh: string, en: string])[] {
  return text.split(/\s+(?=\p{Script=Han})/u).map((pair) => {
    const [zh = '', en = ''] = pair.split('/')
    return [zh, en] as const
  })
}
