/**
 * Place names that customers mention when they ask about delivery. A country stands for 'abroad', a Thai province for
 * 'within the country'; knowledge that names the place itself still wins.
 */
export const abroadPlaces = `
usa, the us, america, united states, uk, england, britain, united kingdom, scotland, ireland, germany, france, italy, spain, portugal, netherlands,
holland, belgium, switzerland, austria, sweden, norway, denmark, finland, iceland, poland, greece, turkey, russia, ukraine, czech, hungary, romania,
japan, tokyo, osaka, china, beijing, shanghai, hong kong, taiwan, korea, south korea, seoul, singapore, malaysia, kuala lumpur, indonesia, bali,
philippines, manila, vietnam, hanoi, laos, cambodia, myanmar, india, nepal, sri lanka, bangladesh, pakistan, dubai, uae, israel, saudi arabia,
australia, sydney, melbourne, new zealand, canada, toronto, mexico, brazil, argentina, chile, south africa, egypt, kenya, europe, asia,
north america, london, paris, berlin, new york, california, texas, florida, hawaii, boston, chicago, seattle, san francisco, los angeles, las vegas,
miami, washington, oregon, vancouver, montreal, ottawa, quebec, calgary, perth, brisbane, adelaide, darwin, auckland, wellington, christchurch, munich,
hamburg, frankfurt, cologne, vienna, zurich, geneva, basel, rome, milan, florence, venice, madrid, barcelona, lisbon, porto, amsterdam, rotterdam, brussels,
stockholm, oslo, copenhagen, helsinki, dublin, edinburgh, glasgow, manchester, birmingham, liverpool, wales, warsaw, prague, budapest, athens, istanbul,
moscow, kyoto, hokkaido, fukuoka, nagoya, sapporo, okinawa, busan, taipei, jakarta, ho chi minh, saigon, phnom penh, vientiane, yangon, penang, mumbai,
delhi, bangalore, colombo, kathmandu, doha, qatar, abu dhabi, riyadh, tel aviv, cairo, cape town, nairobi, lagos, nigeria, morocco, sao paulo, rio,
buenos aires, peru, lima, colombia, bogota, croatia, slovenia, slovakia, serbia, romania, bulgaria, lithuania, latvia, estonia, luxembourg, malta, cyprus,
nyc, the states, the uk, the netherlands, lyon, shenzhen, guangzhou, macau, mongolia, brunei, maldives, tasmania, scandinavia,
ญี่ปุ่น, โตเกียว, โอซาก้า, จีน, เกาหลี, เกาหลีใต้, ไต้หวัน, ฮ่องกง, สิงคโปร์, มาเลเซีย, มาเลย์, อินโดนีเซีย, ฟิลิปปินส์, เวียดนาม, ลาว, กัมพูชา, พม่า,
เมียนมา, อินเดีย, อเมริกา, สหรัฐ, ยูเอสเอ, อังกฤษ, เยอรมัน, เยอรมนี, ฝรั่งเศส, อิตาลี, สเปน, สวิส, สวิตเซอร์แลนด์, เนเธอร์แลนด์, ฮอลแลนด์, เบลเยียม,
ออสเตรีย, สวีเดน, นอร์เวย์, เดนมาร์ก, ฟินแลนด์, รัสเซีย, ตุรกี, ดูไบ, ออสเตรเลีย, นิวซีแลนด์, แคนาดา, เม็กซิโก, บราซิล, ยุโรป, เอเชีย, ลอนดอน, ปารีส, นิวยอร์ก, บอสตัน, ชิคาโก, ซีแอตเทิล, แอลเอ, ลอสแอนเจลิส, ซานฟราน, แคลิฟอร์เนีย, เท็กซัส,
แวนคูเวอร์, โตรอนโต, ซิดนีย์, เมลเบิร์น, เพิร์ท, บริสเบน, โอ๊คแลนด์, มิวนิก, มิวนิค, เบอร์ลิน, แฟรงก์เฟิร์ต, เวียนนา, ซูริค, เจนีวา, โรม, มิลาน, บาร์เซโลนา, อัมสเตอร์ดัม,
สตอกโฮล์ม, ออสโล, โคเปนเฮเกน, ดับลิน, แมนเชสเตอร์, เอดินบะระ, ปราก, มอสโก, เกียวโต, ฮอกไกโด, ฟุกุโอกะ, นาโกย่า, ซัปโปโร, โซล, ปูซาน, ไทเป, ปักกิ่ง, เซี่ยงไฮ้,
กวางโจว, มาเก๊า, ปีนัง, กัวลาลัมเปอร์, จาการ์ตา, บาหลี, ฮานอย, โฮจิมินห์, ไซ่ง่อน, พนมเปญ, เวียงจันทน์, ย่างกุ้ง, มุมไบ, เดลี, เนปาล, ศรีลังกา, ซาอุ, กาตาร์, อียิปต์, โปรตุเกส,
ไอร์แลนด์, สกอตแลนด์, โปแลนด์, เช็ก, ฮังการี, กรีซ, ไอซ์แลนด์, ยูเค, อิสราเอล, มองโกเลีย, ฮาวาย, สหรัฐอเมริกา
`

export const domesticPlaces = `
bangkok, bkk, chiang mai, chiang rai, phuket, pattaya, krabi, samui, koh samui, hua hin, khon kaen, udon thani, korat, nakhon ratchasima,
hat yai, songkhla, surat thani, ayutthaya, lampang, lamphun, nan, phrae, pai, mae hong son, sukhothai, phitsanulok, isan, ubon, rayong, chonburi, trat,
nonthaburi, kanchanaburi, chumphon, ranong, phang nga, koh phangan, koh tao, koh chang, koh lanta, loei, nong khai, buriram, surin, sisaket, roi et, lopburi,
saraburi, nakhon sawan, tak, mae sot, phayao, uttaradit, phetchabun, ratchaburi, phetchaburi, prachuap, satun, yala, pattani, narathiwat, samut prakan,
nakhon pathom, chanthaburi, sakon nakhon, nakhon phanom, mukdahan, kalasin, maha sarakham, chaiyaphum, the islands,
กรุงเทพ, กรุงเทพฯ, กทม, บางกอก, เชียงใหม่, เชียงราย, ภูเก็ต, พัทยา, กระบี่, เกาะสมุย, สมุย, หัวหิน, ขอนแก่น, อุดร, อุดรธานี, โคราช, นครราชสีมา, หาดใหญ่,
สงขลา, สุราษฎร์, สุราษฎร์ธานี, อยุธยา, ลำปาง, ลำพูน, น่าน, แพร่, ปาย, แม่ฮ่องสอน, สุโขทัย, พิษณุโลก, อีสาน, อุบล, อุบลราชธานี, ระยอง, ชลบุรี, ตราด, นนทบุรี,
กาญจนบุรี, ปทุมธานี, สมุทรปราการ, นครปฐม, เพชรบุรี, ราชบุรี, ตรัง, ปัตตานี, ยะลา, นราธิวาส, ชุมพร, ระนอง, พังงา, สกลนคร, นครพนม, หนองคาย, บุรีรัมย์, สุรินทร์, ร้อยเอ็ด, มหาสารคาม, กาฬสินธุ์, มุกดาหาร, ยโสธร,
ชัยภูมิ, ศรีสะเกษ, ลพบุรี, สระบุรี, นครสวรรค์, ตาก, แม่สอด, พะเยา, อุตรดิตถ์, เพชรบูรณ์, ประจวบ, สตูล, สมุทรสาคร, สมุทรสงคราม, จันทบุรี, ปราจีนบุรี, สระแก้ว,
นครศรีธรรมราช, นครศรี, พัทลุง, เกาะพะงัน, เกาะเต่า, เกาะช้าง, เกาะลันตา, บางนา, รังสิต, ลาดพร้าว, สุขุมวิท, ศรีราชา, บางแสน
`
