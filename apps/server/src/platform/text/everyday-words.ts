/**
 * Everyday words that tell a story and name no matter: manner, degree, feeling, thinking, going about, kin, times of the
 * day and year. Where the knowledge does not hold them they prove nothing. Names of things are left out on purpose: a
 * thing nobody wrote about is what makes a question one that cannot be answered.
 */
export const everydayWords = {
  english: `always clue strip down rough mid till until thru through though cuz coz cause whilst since hence otherwise instead
    forever constantly often sometimes rarely seldom frequently occasionally daily weekly monthly yearly twice thrice once
    finally eventually immediately straightaway directly instantly meanwhile afterwards beforehand lately nowadays
    slightly totally completely absolutely definitely probably possibly perhaps maybe hopefully honestly obviously clearly
    apparently supposedly surely certainly truly seriously fairly pretty kinda sorta somewhat somehow someday
    somewhere sometime anytime anymore anyhow anyways nope yup hmm umm uh ah wow oops omg btw fyi tbh imo lol haha thx ty tnx
    plz pls bc b4 tho rly u ur r n w gonna wanna gotta dunno lemme gimme
    hate love adore enjoy fancy prefer dislike mind bother annoy worry worried panic confuse confused nervous scared
    curious excited happy sad upset angry mad glad grateful desperate keen lazy tired bored stressed
    believe suppose reckon guess assume imagine realize realise notice remember forget decide hesitate consider hope dream
    manage afford bother dare intend mean pretend happen seem appear become remain stay turn grow
    live move fly travel arrive visit pass swing pop drop head stroll wander rush hurry race drive ride walk cycle commute
    wake sleep rest relax sit stand lie lay lean hang hold carry lift pull push grab throw toss stick place put pack unpack
    see watch look stare glance hear listen feel touch taste sip bite chew swallow
    say tell speak talk chat ask answer reply mention explain describe promise swear lie admit argue complain discuss
    find found search hunt seek discover spot figure sort solve deal handle cope
    give gave take took bring brought fetch borrow lend keep kept lose lost leave left
    try tried attempt test check double-check compare
    work job boss manager accountant colleague coworker co-worker staff team client guest guests host neighbor
    mum mom dad parents grandparents grandma grandpa aunt uncle cousin nephew niece sister brother sibling twin twins
    wife husband fiance fiancee partner bf gf gfs bff mate buddy pal folks kiddo hubby missus inlaws stepmom roommate flatmate
    teacher nurse doctor dentist lawyer professor retiree
    year years yr month week weekend day night hour minute second moment while ages decade century
    spring summer autumn winter season fall rainy
    january february march april may june july august september october november december jan feb mar apr jun jul aug sept oct nov dec
    party celebration ceremony reception holiday trip journey vacation
    house home flat apartment condo garage balcony kitchen lounge hallway backyard counter cupboard bench
    back front side top bottom middle centre corner end beginning edge inside outside upstairs downstairs
    couple few several dozen hundred thousand half quarter third rest lot loads plenty bunch heap
    first second third fourth fifth last next previous former latter final
    three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty
    size sort kind type bit piece thing stuff item object matter case point reason way manner method
    question doubt issue trouble hassle mess mistake accident emergency surprise secret idea plan option chance choice
    life world planet earth place spot area region neighbourhood district town city village country
    weird strange odd funny normal usual common rare special ordinary typical
    nice lovely gorgeous beautiful cute sweet adorable stunning elegant fancy fine perfect excellent amazing awesome great
    bad awful terrible horrible nasty ugly boring dull cheap poor
    new old young fresh ancient modern recent latest current
    quick slow fast soon late early sudden
    easy hard simple tricky difficult tough
    careful careless gentle gently soft hard firm strong weak thick thin heavy light
    clean dirty wet dry hot warm cool cold
    full empty open closed shut
    same different similar equal alike
    true false real fake right wrong correct proper
    able unable willing ready busy free available
    important necessary essential useful useless handy
    allow let permit forbid require need must
    begin start stop continue finish end quit
    become turn change switch
    help assist support serve advise recommend suggest
    buy bought purchase order ordered grab
    wear dress
    rely depend trust
    wait queue
    own belong
    show hide point
    count add total
    read write sign type click press tap scroll browse google
    eat drink cook bake boil
    cut tear rip
    clean tidy
    open close
    born died moved married engaged divorced retired pregnant expecting
    vegan vegetarian
    sounds sound looks seems feels tastes
    ones others everyone everybody nobody
    enough plenty too very so such quite rather almost nearly barely hardly just only even still yet already
    away apart aside ahead behind beyond beneath beside besides between among across along around above below under over near
    whoever whatever whenever wherever however whichever
    properly safely easily quickly slowly carefully exactly roughly
    anywhere everywhere nowhere overnight today tonight tomorrow yesterday
    dining lovely little tiny huge giant massive mini big large small tall short long wide narrow deep
    bought wanted needed asked told heard said got gotten went gone came thought knew felt saw seen
    asap rn idk irl dm hi hey heya hello yo good greetings evening afternoon morning
    thanks appreciate regards cheers sorry excuse pardon
    aware sure certain positive unsure
    bigger smaller longer shorter better worse best worst
    itself herself himself themselves
    cause stuff lay drawer regulars sake bother lives
    opposite round way turn turned turns
    recently newly
    quietly secretly accidentally purposely
    hands eyes hair neck arms legs feet finger fingers mouth nose
    doing going coming making taking getting thinking
    upcoming past future present
    till til
    lend gentle chilly
    afraid
    cancelled finished
    cart basket trolley stamp style tiny condition conditions surface surely heard felt staff kinda sorta shower survive`,
  thai: `ช้อป ช็อป ช้อปปิ้ง กล้า ไม่กล้า จัง จังเลย ไว แน่ แน่เลย ตะกร้า เพิ่ง พึ่ง ละ ล่ะ เดี๋ยว ค่อย แวะ แน่ใจ ไม่แน่ใจ พา นิด นิดนึง นิดเดียว หน่อยนึง หน้า หลังๆ ปลาย ต้น กลาง กว่าจะ ขี้เกียจ ขี้ลืม พอดี พอดีว่า
    คือว่า คือ แบบว่า ประมาณว่า เผื่อ เผื่อว่า ดัน ธุระ งาน ทำงาน เลิก เลิกเรียน ย้าย เกิด ไหว ไม่ไหว ลำบาก บ่อย บ่อยๆ ทุกที เป็นประจำ ประจำ เกือบ แทบ
    ตลอดเวลา มักจะ น่าจะ อาจ อาจจะ คงจะ คง ควรจะ สงสัย กลัว กลัวว่า กังวล ห่วง เป็นห่วง ลังเล ตัดสินใจ คิดว่า คิดไว้ นึกว่า รู้สึก รู้สึกว่า หวัง ฝัน ตั้งใจ
    กะว่า กะจะ เล็ง เล็งไว้ ขึ้น ลง มั่ง กัน ด้วยกัน พร้อมกัน คนเดียว เอง ต่างหาก สักหน่อย สักอัน สักที ซัก ซะ เสียที แป๊บ แป๊บนึง สักพัก สักครู่ นานละ นานแล้ว
    อาทิตย์ อาทิตย์นึง อาทิตย์ที่แล้ว สัปดาห์ สัปดาห์หน้า เดือนหน้า เดือนที่แล้ว ปีหน้า ปีที่แล้ว ปีก่อน วันก่อน วันนั้น วันนึง เมื่อกี้ ตะกี้ เมื่อเช้า เมื่อวาน เมื่อวานนี้ มะรืน ศุกร์นี้
    หน้าร้อน หน้าฝน หน้าหนาว ฤดู เทอม ปิดเทอม
    น้องสาว น้องชาย พี่สาว พี่ชาย คุณแม่ คุณพ่อ คุณยาย คุณตา คุณย่า คุณปู่ ยาย ตา หลาน ญาติ ลูกพี่ลูกน้อง เพื่อนสนิท เพื่อนร่วมงาน หัวหน้า เจ้านาย ลูกน้อง เมีย ผัว แฟน สามี ภรรยา
    แม่สามี แม่ยาย ครอบครัว ลูกค้า แขก อาจารย์ ครู รุ่นพี่ รุ่นน้อง เจ้าสาว เจ้าบ่าว คนรู้จัก คนอื่น ใครๆ ทุกคน ที่บ้าน คนที่บ้าน บ้านเรา บ้านแม่ เรียนต่อ
    ถาม บอก เล่า พูด คุย ตอบ เตือน เถียง บ่น แนะ ชวน ฝาก ยืม ให้ยืม เอาไป เอามา เอาไว้ หยิบ จับ ถือ หิ้ว แบก ยก วาง โยน ปล่อย ทิ้ง ดึง ดัน ผลัก เปิด ปิด
    เห็น มอง ดู ส่อง เจอ หา ค้น พบ ได้ยิน ฟัง ดม ชิม กิน ดื่ม เคี้ยว กลืน เดิน วิ่ง ขึ้นรถ นั่งรถ บิน เดินทาง เที่ยว ไปเที่ยว ผ่าน แวะไป พิเศษ วิธี ข้างใน แวะมา เข้าไป ออกไป กลับไป กลับมา กลับบ้าน
    ตื่น นอน พัก นั่ง ยืน เล่น หัดทำ ฝึก ลอง พยายาม เริ่ม หยุดพัก จบ เสร็จ
    ดีใจ เสียใจ ตกใจ งง สับสน เครียด เหนื่อย เบื่อ รีบ รีบๆ ด่วน ใจร้อน ใจเย็น ชิล เขิน อาย อยากรู้ สนใจ ถูกใจ ชอบ ชอบมาก รัก หลง
    จริงๆ จริง แท้ๆ มากๆ มากมาย เยอะ เยอะมาก เยอะๆ นิดๆ หน่อยๆ น้อยๆ เกินไป เกิน พอ ไม่พอ ทั้งหมด ทั้งนั้น อย่างเดียว เท่านั้น เท่าๆกัน พอๆกัน
    ง่าย ง่ายๆ ยาก ลำบาก สะดวก ไม่สะดวก สบาย เร็ว เร็วๆ ช้า ช้าๆ บางที บางครั้ง บางวัน เสมอ ตลอด
    น่ารัก น่ารักๆ สวย สวยมาก เก๋ เท่ ดูดี ดี ดีๆ ดีมาก แย่ เลว ห่วย แปลก แปลกๆ ปกติ ธรรมดา พิเศษหน่อย ใหม่ เก่า สด ใหม่ๆ
    ใหญ่โต จิ๋ว ยาวๆ สั้นๆ บางๆ หนาๆ แรง แรงๆ เบาๆ แน่น
    ข้างๆ ใกล้ๆ ไกลๆ แถวๆ ตรงนี้ ตรงนั้น ที่นี่ ที่นั่น ที่นู่น ทางนี้ ทางนั้น ฝั่ง ด้าน ข้าง มุม กลาง ก้น ท้าย
    คนละ ละคน ทีละ อีกอัน อีกใบ อีกตัว อันเก่า อันใหม่ อันอื่น อันเดิม เหมือนเดิม เหมือนกัน ต่างกัน แทนกัน
    ดอง ดองไว้ ค้าง ค้างไว้ ทิ้งไว้ วางทิ้ง ลืมไป จำไม่ได้ ไม่รู้ ไม่รู้ว่า ไม่เข้าใจ ไม่เคย เคยเห็น
    ถ่าย โพสต์ เลื่อนดู กด กดสั่ง กดซื้อ เข้าเว็บ ในเว็บ หน้าจอ จอ แอป มือถือ คอม เน็ต ไอจี เฟซ เฟส เฟซบุ๊ก
    หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า สิบ สิบสอง ยี่สิบ สามสิบ ห้าสิบ ร้อย พัน หมื่น ครึ่ง คู่ โหล หลายๆ
    จะว่าไป ที่จริง ความจริง ว่าแต่ อ้อ เอ๊ะ เฮ้ย โอ้ โห ฮือ ฮือๆ แง แงๆ งื้อ อ๋อ โอเค โอเคร ขอบพระคุณ พี่ๆ น้องๆ เธอ ตัวเอง แกร เตง
    มือ ตา หู คอ ปาก จมูก แขน ขา หัว ผิว ตัว ผม เล็บ ท้อง
    หมู่บ้าน ตำบล อำเภอ เมือง ในเมือง นอกเมือง ตลาด ห้าง หอ หอพัก คอนโด ห้อง ห้องนอน ห้องครัว ระเบียง
    แบบนี้ แบบนั้น แบบไหน ยังงี้ ยังงั้น อย่างนี้ อย่างนั้น อย่างงี้ งี้ งั้น แบบ
    ช่วงนี้ ช่วง ช่วงเช้า ช่วงบ่าย ช่วงเย็น ตอนเย็น ตอนบ่าย ตอนกลางวัน ตอนกลางคืน เย็นนี้ คืนก่อน เช้านี้ บ่ายนี้ เสาร์นี้ อาทิตย์นี้
    รับปาก เผลอ บังเอิญ เซ็ง แอบ แอบดู โดน ถึงกับ ถึงแม้ แม้ แม้ว่า ทั้งที่ ทั้งๆที่ เพราะว่า เนื่องจาก ดังนั้น เพราะงั้น ก็เลย เลยอยาก
    บอสใหญ่ ทีม พนักงานใหม่ กลุ่ม กรุ๊ป
    ปาก เสียง หน้าตา ทรง สภาพ`,
} as const
