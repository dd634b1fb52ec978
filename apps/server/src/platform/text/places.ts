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
north america, london, paris, berlin, new york, california,
ญี่ปุ่น, โตเกียว, โอซาก้า, จีน, เกาหลี, เกาหลีใต้, ไต้หวัน, ฮ่องกง, สิงคโปร์, มาเลเซีย, มาเลย์, อินโดนีเซีย, ฟิลิปปินส์, เวียดนาม, ลาว, กัมพูชา, พม่า,
เมียนมา, อินเดีย, อเมริกา, สหรัฐ, ยูเอสเอ, อังกฤษ, เยอรมัน, เยอรมนี, ฝรั่งเศส, อิตาลี, สเปน, สวิส, สวิตเซอร์แลนด์, เนเธอร์แลนด์, ฮอลแลนด์, เบลเยียม,
ออสเตรีย, สวีเดน, นอร์เวย์, เดนมาร์ก, ฟินแลนด์, รัสเซีย, ตุรกี, ดูไบ, ออสเตรเลีย, นิวซีแลนด์, แคนาดา, เม็กซิโก, บราซิล, ยุโรป, เอเชีย, ลอนดอน, ปารีส, นิวยอร์ก
`

export const domesticPlaces = `
bangkok, bkk, chiang mai, chiang rai, phuket, pattaya, krabi, samui, koh samui, hua hin, khon kaen, udon thani, korat, nakhon ratchasima,
hat yai, songkhla, surat thani, ayutthaya, lampang, lamphun, nan, phrae, pai, mae hong son, sukhothai, phitsanulok, isan, ubon, rayong, chonburi, trat,
nonthaburi, kanchanaburi,
กรุงเทพ, กรุงเทพฯ, กทม, บางกอก, เชียงใหม่, เชียงราย, ภูเก็ต, พัทยา, กระบี่, เกาะสมุย, สมุย, หัวหิน, ขอนแก่น, อุดร, อุดรธานี, โคราช, นครราชสีมา, หาดใหญ่,
สงขลา, สุราษฎร์, สุราษฎร์ธานี, อยุธยา, ลำปาง, ลำพูน, น่าน, แพร่, ปาย, แม่ฮ่องสอน, สุโขทัย, พิษณุโลก, อีสาน, อุบล, อุบลราชธานี, ระยอง, ชลบุรี, ตราด, นนทบุรี,
กาญจนบุรี, ปทุมธานี, สมุทรปราการ, นครปฐม, เพชรบุรี, ราชบุรี, ตรัง, ปัตตานี, ยะลา, นราธิวาส, ชุมพร, ระนอง, พังงา, สกลนคร, นครพนม, หนองคาย, บุรีรัมย์, สุรินทร์
`
