import { everydayWords } from './everyday-words.ts'
import { thaiThings } from './things.ts'

/**
 * Words that carry grammar or politeness, by how much they say about what a text is about.
 * `stop`: nothing. `light`: too general to decide anything, but counted a little. `common`: everyday words that matter
 * where the knowledge holds them; where it does not, they prove nothing, as an unknown name or thing would.
 */
const english = {
  stop: `a an the this that these those there here it its itself i im ive id me my mine myself we us our ours you u ur your yours
    yourself he him his she her they them their theirs one ones who's is am are was were be been being do does did doing done
    have has had having can could may might must shall should will would wont to of in on at by for from with without into
    onto as if than then so and or but nor not no yes yeah yep nope don't dont doesn't doesnt didn't didnt can't cant cannot
    isn't isnt aren't arent won't haven't havent hasn't hasnt r pls plz please thanks thank thx hi hello hey dear ok okay
    well just really very too also even still yet already ever never any some all both each every such same other another
    more most much many few less least quite rather only own about up out off over under again once via per etc oh um
    what's whats what which whichever whatever how who whom whose why gonna wanna gotta lol btw asap sir madam guys
    let lets let's be am because while whether though although however either neither etc got`,
  light: `want need like would wish hope try look see know think guess wonder tell say ask answer explain help know mean
    get give take bring come go make let put use using buy purchase offer provide carry do have got possible
    allow able sure fine good nice great bad best new thing item stuff product piece goods something anything everything nothing
    someone anyone somebody anybody everybody nobody person people customer shopper question info information detail
    today tomorrow yesterday tonight now soon later before after since until till ago day week month year time moment
    last next first second way kind type sort lot bit little quick quickly exactly approximately usually normally currently
    available availability interested friend mom mum mother dad father wife husband sister brother girlfriend boyfriend
    family birthday anniversary anything else instead maybe perhaps happen seem feel sorry problem issue wrong
    two three four five six seven eight nine ten half both pair single couple couple several enough extra myself
    actually basically literally especially specifically generally anyway online website site web page internet
    big fast easy easily hard difficult different regular normal usual standard whole full part near nearby close
    start begin end finish stop keep work works working happy love prefer plan expect wait waiting apply count
    through between around inside outside against within upon during towards toward along across behind
    yourselves dont've recently nowadays regarding concerning please lately far away back home house place
    public include included typed type fill forget remember show read check move turn leave live stay accept choose select
    add join write pick happened possible somewhere anywhere everywhere nowhere last~week last~month last~night last~year this~week
    this~month next~week next~month open~up old young many`,
  common: `soup rice noodle noodles bread cake fruit vegetable salad sauce sugar salt honey juice beer wine spoon fork knife plate jar bottle lid tray
    dog cat puppy kitten pet bird baby boyfriend girlfriend husband wife teacher doctor driver neighbour
    shelf wall floor window roof corner drawer cupboard sink bathroom bedroom desk chair bed bag suitcase luggage purse wallet pocket
    laptop computer screen photo camera app letterbox mailbox doorstep building lift
    tip tips advice trick method programme program system scheme match suit goes proof style
    village north south east west status private public worth suitable visit airport flat island city town country street beach mountain money
    house kitchen table garden door window head hand eye hair body party wedding dinner lunch breakfast meal trip travel station road grandmother
    grandfather brother-in-law gran morning afternoon evening night noon midnight work job 
    hand 
    heart life world air light dark sun rain hot warm cool dry wet soft rough smooth thick thin strong weak
    deep high low wide narrow short long round straight full empty clean dirty ready busy quiet loud early late slow sudden
    careful simple complicated special certain proper correct main real true false similar various separate single double total final
    lower upper higher highest lowest nearest newest latest oldest rest side top bottom middle center front edge corner part step level group set word sentence 
    idea reason fact case example situation experience plan decision choice change difference result effect cause
    cover run walk jump fall climb push pull lift carry drop throw catch hit cut break tear bend fold roll
    open shut lock hold grab touch feel hear listen smell taste eat sleep wake sit stand lie wait
    speak talk chat discuss argue agree disagree refuse promise invite visit meet greet welcome marry fetch grow build create draw
    sign fit suit mix separate combine connect attach remove replace repair fix improve increase reduce
    grow shrink spend save earn owe lend borrow win lose beat laugh cry smile worry fear hurt kill die born
    teach learn study train practise practice test weigh compare prove search hunt follow guard protect avoid
    prevent cause force beg thank forgive blame complain celebrate enjoy relax recommend suggest advise warn decide realise realize
    notice recognise recognize remind believe doubt imagine understand confuse describe mention report reply respond react
    return appear disappear exist remain contain consist belong depend deserve matter care mind manage handle deal treat 
    produce gather divide share spread cross enter exit arrive depart leave approach reach pass miss skip hurry rush delay
    amazing awesome lovely beautiful pretty cute cool perfect terrible awful horrible weird strange funny sad angry upset annoyed glad
    proud afraid scared tired sick ill healthy alone together apart alive dead rich poor famous popular common rare
    age gran granny grandma grandpa uncle aunt cousin neighbour neighbor colleague folks
    gonna kinda sorta basically bit bunch tons loads plenty ages ago minute second hour century season summer winter spring autumn fall
    january february march april may june july august september october november december tonight weekend`,
} as const

const thai = {
  stop: `ที่ และ หรือ กับ แล้ว ก็ จะ ได้ มี เป็น อยู่ ของ ให้ มา ไป ใน จาก ว่า นี้ นั้น นี่ นั่น โน่น การ ความ คือ ถ้า หาก ต้อง ควร อยาก ขอ
    ช่วย หน่อย บ้าง มั่ง กัน เลย ไม่ ทาง โดย ซึ่ง เพราะ แต่ ด้วย อีก ยัง เคย แค่ เพียง เท่านั้น ผม ฉัน ดิฉัน เรา คุณ หนู พี่ เค้า เขา มัน
    ไหม มั้ย มัย หรือเปล่า รึเปล่า หรือป่าว รึป่าว ป่าว เปล่า หรือยัง รึยัง ยัง ป่ะ ปะ ใช่ไหม ใช่มั้ย ได้ไหม ได้มั้ย ได้ป่าว ได้เปล่า ได้หรือไม่ หรือไม่
    ซื้อ ๆ กะ ส่วน ตาม ต่อ เอา เพื่อ สำหรับ ถึง จึง ทั้ง ทุก แต่ละ บาง หลาย มาก น้อย เยอะ นะ ดี คะแนะ เป็นอย่างไร
    ไหน แบบไหน ยังไง อย่างไร ไง ทำไง ทำยังไง ทำอย่างไร ยังไงบ้าง ยังไงดี ทำไงดี ทำไม บน ลง ขึ้น เข้า ออก กว่า เมื่อ ตอน ทำ ใส่
    อัน อันนี้ อันนั้น แบบ แบบนี้ แบบนั้น ตัว ใบ ชิ้น เล่ม ผืน คน คัน หลัง ก่อน ระหว่าง ตั้งแต่ จน จนถึง ไว้ เอง ร่วม เนี่ย อีกที ที ทีนึง สักที คราว เท่านี้ แค่นี้ ด้วยนะ น่ะ ล่ะ หละ เหรอ หรอ ไร`,
  particle: `คะ ค่ะ ขา ครับ คับ ครับผม ค้าบ คร้าบ ฮะ ฮับ จ้า จ้ะ จ๊ะ จ๋า นะ นะคะ นะครับ นะคับ น้า น้าา อ่ะ อะ อ่า เอ่อ เออ อ้อ สิ ซิ ดิ เถอะ วะ
    ว่ะ เว้ย งับ ฮ่ะ อิอิ 55 555 สวัสดี หวัดดี ขอบคุณ ขอบใจ ขอโทษ รบกวน สอบถาม สอบถามหน่อย อยากทราบ อยากรู้ อยากถาม ถาม ทราบ รู้ บอก แอดมิน แม่ค้า
    พ่อค้า พี่คะ น้องคะ ทางร้าน`,
  light: `หมด คืนนี้ เมื่อคืน คืนพรุ่งนี้ เมื่อคืนนี้ แทน ภายใน ได้ภายใน ตอนเช้า เช้าๆ สั่ง สั่งซื้อ สินค้า ของ บริการ สามารถ ต้องการ แนะนำ วันนี้ พรุ่งนี้ เมื่อวาน ตอนนี้ เดี๋ยวนี้ ปัจจุบัน วัน เดือน ปี สัปดาห์ อาทิตย์หน้า ครั้ง รอบ เวลา
    แรก ใหม่ เก่า ดี สวย ปกติ ทั่วไป ประมาณ ราว เร็ว ช้า ง่าย ยาก เพิ่ม ลอง คิด พอดี แน่นอน จริง จริงๆ เพื่อน แม่ พ่อ แฟน สามี ภรรยา พี่สาว น้องสาว พี่ชาย น้องชาย
    ครอบครัว วันเกิด ออนไลน์ เว็บ เว็บไซต์ หน้าเว็บ ปัญหา เรื่อง ข้อมูล รายละเอียด อย่าง ชนิด ประเภท รับ หา เจอ ดู เห็น ใช้ เริ่ม จบ หลังจาก สอง สาม สี่ ห้า
    หก เจ็ด แปด เก้า สิบ หนึ่ง นึง คู่ ชุด ครึ่ง ทั้งหมด อื่น อื่นๆ ตรง ใกล้ ไกล ใกล้ๆ แถว กลับ พร้อม รอ ลูกค้า บาท อยากได้ สนใจ ถือ พวก นิดหน่อย เล็กน้อย ตลอด
    กรอก นั่ง เช็ค เช็ก เยอะๆ แกะ เสีย ทำได้ หยิบ ส่วนตัว พูด คุย เขียน อ่าน เลือก กด แจ้ง ขอให้ พัก ชอบ ลืม จำ นึก คาด ออเดอร์ ออร์เดอร์ คำสั่งซื้อ อยากซื้อ กิน ดื่ม มาถึง ติด ตั้ง ถูก เข้ามา ออกมา ไปยัง พอ ทัน ตก เกิน`,
  common: `ซุป แกง ข้าวต้ม ก๋วยเตี๋ยว ขนมปัง เค้ก ผลไม้ ผัก น้ำตาล เกลือ น้ำผึ้ง น้ำผลไม้ เบียร์ ช้อน ส้อม มีด ขวด หมา แมว สุนัข นก ครู หมอ แฟนเก่า ชั้นวาง ผนัง พื้น
    ลิ้นชัก เก้าอี้ เตียง กระเป๋า คอม กล้อง ตึก วิธี เคล็ดลับ ระบบ แบบไทย สไตล์ แนบ โดน งานแต่ง ปาร์ตี้ เมือง ทะเล ภูเขา ถนน ตลาด โต๊ะ ห้อง สวน ครัว น้อง หลาย กระดาษ เช้า สาย เที่ยง บ่าย ค่ำ กลางวัน กลางคืน ดึก บ้าน ออฟฟิศ ที่ทำงาน 
    เที่ยว เดิน วิ่ง นั่ง ยืน นอน ตื่น อ่าน ฟัง พูด คุย เล่น ยิ้ม หัวเราะ ร้องไห้ รัก กลัว โกรธ เสียใจ ดีใจ ตกใจ กังวล ห่วง เหนื่อย ป่วย
    หิว อิ่ม ร้อน หนาว แห้ง เปียก นุ่ม แข็ง หนา บาง ลื่น หยาบ เรียบ สั้น ต่ำ แคบ ลึก ตื้น เต็ม ว่าง สะอาด สกปรก เงียบ ดัง มืด สว่าง เร่ง ด่วน รีบ ช้า
    โดน ตี ดึง ผลัก ยก วาง หยิบ จับ ปล่อย ทิ้ง โยน ตัด ฉีก พับ ม้วน ผูก มัด แกะ เทน้ำ เท เติม ผสม แยก รวม ต่อ ติด ถอด สร้าง เขียน พิมพ์ เซ็น วัด ชั่ง เทียบ เลือก
    ตัดสินใจ เชื่อ สงสัย จำ ลืม เข้าใจ งง อธิบาย เล่า เตือน ชวน เชิญ เจอ พบ เยี่ยม รับรอง สัญญา ปฏิเสธ ยอม ขอร้อง เสนอ แนะ หลบ ป้องกัน ดูแล ระวัง จัดการ ช่วยเหลือ
    ยาย ปู่ ย่า ลุง ป้า น้า อา ญาติ เพื่อนบ้าน หัวหน้า แขก ผู้ใหญ่ ผู้ชาย ผู้หญิง คนแก่ คนไทย น่ารัก สวยงาม เก๋ เท่ แปลก ตลก เศร้า สนุก เบื่อ สบาย ลำบาก สำคัญ จำเป็น
    พิเศษ ธรรมดา เหมือน ต่าง แตกต่าง คล้าย เดียวกัน ล่าสุด สุดท้าย ตอนแรก ทันที บ่อย บางที บางครั้ง เสมอ นานๆ หลายวัน นานแล้ว ชั่วโมง นาที วินาที อาทิตย์ ศตวรรษ ฤดู
    มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม เล็กสุด ใหญ่สุด มากสุด น้อยสุด
    ข้างใน ข้างนอก ด้านใน ด้านนอก ข้างบน ข้างล่าง ตรงกลาง รอบๆ ทางซ้าย ทางขวา มุม ก้น หัว ท้าย ผู้ คนเดียว สองคน กลุ่ม`,
  /** Things that the dictionary of the segmenter cuts badly beside other words. They keep their full weight. */
  things: `กางเกง เสื้อ เสื้อผ้า เสื้อยืด รองเท้า ถุงเท้า หมวก แว่นตา นาฬิกา แหวน สร้อย ต่างหู เครื่องประดับ โทรทัศน์ ทีวี คอมพิวเตอร์ โน้ตบุ๊ก มือถือ
    หูฟัง โซฟา หมอน ผ้าห่ม ตุ๊กตา ของเล่น หนังสือ สมุด ปากกา ดินสอ แจกัน กระถาง ต้นไม้ ดอกไม้ ข้าว ขนม ไอศกรีม กาแฟ ไวน์ เหล้า น้ำหอม
    สบู่ แชมพู ครีม ลิปสติก เครื่องสำอาง ยา วิตามิน หน้ากาก ตะเกียบ หม้อ กระทะ เตา ตู้ โคมไฟ พัดลม แอร์ ปลา ช้าง ม้า
    บุหรี่ พิซซ่า เรือ เครื่องบิน จักรยาน มอเตอร์ไซค์ แท็กซี่ ตั๋ว หนัง เพลง กีฬา ฟุตบอล โยคะ มวย โรงพยาบาล โรงเรียน มหาวิทยาลัย วัด ธนาคาร สนามบิน อากาศ ฝน หิมะ
    ทะเบียน ใบขับขี่ พาสปอร์ต วัคซีน หวย หุ้น ทองคำ เพชร เงินกู้ บ้าน คอนโด ที่ดิน เซรามิก แก้ว ไม้ เหล็ก พลาสติก ผ้าไหม ฝ้าย หนังแท้ ใยสังเคราะห์ บิตคอยน์ คริปโต`,
} as const

const words = (list: string): string[] => [
  ...new Set(
    list
      .split(/\s+/)
      .filter(Boolean)
      .map((word) => word.replaceAll('~', ' ')),
  ),
]

export const functionWords = {
  stop: words(`${english.stop} ${thai.stop} ${thai.particle}`),
  light: words(`${english.light} ${thai.light}`),
  common: words(`${english.common} ${thai.common}`),
  everyday: words(`${everydayWords.english} ${everydayWords.thai}`),
  things: words(`${thai.things} ${thaiThings}`),
}
