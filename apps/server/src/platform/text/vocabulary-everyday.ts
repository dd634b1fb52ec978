/**
 * More words for the concepts of vocabulary.ts, and concepts of everyday life, gathered by field: what people say when
 * they tell what happened to them instead of naming the matter. Same form: `name: English; Thai`; phrases of three words
 * at most, since longer ones only ever fit one question.
 */
export const everydayLines = `
price: damage, run me, worth, fork out, priced, price tag, shell out, budget, spend, sum, amount due, per piece, a piece, apiece, each cost, total, pricetag, prices, steep, cost me, hw much, wat price, what price, pricier; ใบละ, อันละ, ชิ้นละ, คู่ละ, ชุดละ, ผืนละ, เล่มละ, กระป๋องละ, ซองละ, ตัวละ, ราคาเท่า, ราคาเท่าไหร่, ราคากี่บาท, เรท, เรทราคา, งบ, ยอดรวม, ราคารวม, แพงไหม, แพงมั้ย, แพงมะ, ถูกไหม, ค่าเสียหาย, ตกเท่าไหร่, ตกกี่บาท, กี่ตังค์, เท่าไหร่คะ, ขายยังไง, ขายเท่าไหร่, ขายกี่บาท, สนนราคา, ราคาไหน, ปราคา, ขอราคา, บอกราคา, ทราบราคา
money: money, cash, funds, coin, bucks, savings, dough; เงิน, ตัง, ตังค์, ตังค์ค์, สตางค์, เงินทอง
fee: extra, additional, more expensive, cost extra, cost more, supplement, handling, on top of, hidden cost; คิดตังเพิ่ม, คิดตังค์, คิดตัง, คิดตังค์เพิ่ม, เสียตัง, เสียตังค์, เสียเงิน, เก็บเงิน, เก็บตัง, ค่าใช้จ่าย, บวกอีก, จ่ายเพิ่มไหม, ค่าดำเนินการ, ค่าธรรมเนียม, เพิ่มเงิน, เพิ่มตัง, เพิ่มเท่าไหร่, ต้องเพิ่ม, ชาร์จ
free: throw in, cost nothing, waive, on the house, without charge, for nothing, zero cost, costs nothing, not charged, gratis; ฟรีมั้ย, ฟรีไหม, ฟรีป่าว, ฟรีปะ, ไม่คิดตัง, ไม่คิดตังค์, ไม่เสียตัง, ไม่เสียตังค์, ไม่ต้องเสีย, ส่งให้ฟรี, ออกให้
ship: mail, bring it to, drop off, to my door, doorstep, send over, forward, by post, mailed, shipped to, post it to, get it sent, getting it to, send to; ฝากส่ง, ส่งไปให้, ส่งเข้า, ส่งถึงที่, เอามาส่ง, เดลิเวอรี่, ส่งมาให้, ส่งเข้าบ้าน, ส่งของไป, ส่งของมา, ส่งไปบ้าน, ให้ส่ง, ส่งได้, ส่งยังไง
parcel: delivery, carton; ห่อพัสดุ, กล่องพัสดุ, ลัง
carrier: delivery firm, shipping partner, postal service, thai post, thaipost, ninja van, lalamove, grab express, messenger, shipper, delivery driver, delivery boy, rider, delivery person, delivery partner, logistics company; เจแอนด์ที, เจเอนที, นินจาแวน, ลาล่ามูฟ, แมสเซนเจอร์, พี่ไปรษณีย์, พนักงานส่งของ, พนักงานส่ง, คนขับ, บุรุษไปรษณีย์, คนมาส่ง, คนที่มาส่ง, คนเอาของมาส่ง, ปณ, ขนส่งไหน, บริษัทอะไร, บริษัทไหน
track: follow, follow it, locate, keep an eye, any news, in the dark, disappeared, still nothing, not moving, hasn't moved, how far along, progress, nowhere, vanished, not showed up, hasn't shown up, didn't show, not turned up, where it is, not received, haven't received, where's my, wheres my, updates, follow up, went missing, been waiting; ตามของ, ตามพัสดุ, ถึงไหน, ถึงไหนแล้ว, อยู่ไหนแล้ว, เช็คพัสดุ, เช็กพัสดุ, เช็กสถานะ, เช็คสถานะ, สถานะ, ไม่ขยับ, หายเงียบ, เงียบหาย, เงียบ, แทร็ก, แทรค, แทรก, เลขแทรค, เลขติดตาม, ของอยู่ไหน, พัสดุอยู่ไหน, ยังไม่ได้ของ, ยังไม่ถึง, ติดตาม, ดูของ, ตามยังไง, เช็คยังไง, ดูตรงไหน, หายไปไหน, ยังไม่เห็น, ยังไม่มา
arrive: in hand, in her hands, show up, get to her, get to him, reach him, reach her, be there, get there, gets there, make it here, delivered to; ถึงมือ, ไปถึง, ได้เมื่อไหร่, ได้วันไหน, ถึงวัน, ส่งถึง, จะทัน, ทันวัน, มาทัน, ถึงเร็ว, ของมาส่ง, ได้ของกี่วัน, รอกี่วัน, รอของ, ถึงประมาณ
athome: wait in, at work, at the office, out all day, not there, be away, leave it with, security guard, doorman, reception, leave it outside, miss the courier, missed it, sign for it, someone to sign, knock, doorbell, second attempt, second try, come again, come back later, wait around, stay home, stay in, nobody to receive, no one there, out of town, missed the courier, deliver it twice, neighbour take, guard, take delivery, somebody home, someone home; ออกไปข้างนอก, ไม่เจอใคร, ไม่มีใครอยู่, ไม่อยู่ห้อง, ฝากยาม, ฝากนิติ, รปภ, โทรไม่รับ, ไม่ได้รับสาย, ตีกลับ, ส่งซ้ำ, ส่งรอบสอง, มาส่งใหม่, ส่งใหม่, พลาด, รอรับของ, เฝ้าบ้าน, ไม่ว่างรับ, ไม่มีคนอยู่, นัดส่ง, ไม่เจอคน, ไม่เจอ, ไม่มีคน, ไปทำงาน, ออกไปทำงาน, ไม่อยู่บ้านเลย, ปิดบ้าน, ฝากข้างบ้าน, ข้างบ้าน, ไม่ทันรับ, รับไม่ทัน, ไม่ได้รับของ, กลางวันไม่อยู่, ไม่มีคนเซ็น, เซ็นรับ
pickup: collect, collect it, swing by, come get, grab it, fetch, click and collect, in person, get it myself, collect myself, self collect, pick it up, picking up, come and get, collection, pickup point; ไปเอาเอง, แวะรับ, แวะเอา, แวะไปเอา, แวะไปรับ, รับเอง, มารับ, ไปรับ, เข้าไปรับ, รับหน้าร้าน, รับที่ร้าน, ไปหยิบ, มาเอา, ไปเอา, เอาเอง, มาเอาเอง, เข้าไปเอา, เดินไปเอา, รับของเอง, นัดรับ
abroad: my country, home country, expat, overseas address, living abroad, across the border, non-thai; ตปท, เมกา, ยุเอสเอ, ไปนอก, อยู่นอก, ข้ามประเทศ, ประเทศไหน, ประเทศเรา
domestic: upcountry, province, island, islands, in the mountains, local delivery; เกาะ, บนดอย, ต่างอำเภอ, บ้านนอก, ภาคใต้, ภาคเหนือ, ภาคอีสาน, ใต้, อำเภอ
customs: import, at the border, held at customs, declare, declared, duty-free; นำเข้า, ด่าน, ภาษีขาเข้า, สำแดง, โดนเก็บ, ของเข้าประเทศ
return: hand back, reverse, take them back, bring them back, send it away, brought back, accept back, posted back, sent back, mail it back, mailed back, ship it back, post it back, go back, shipped back; เอาไปคืน, เอามาคืน, เอาคืน, ขอคืน, ส่งไปคืน, คืนร้าน, คืนไป, คืนแล้ว, ส่งกลับคืน, ส่งของคืน, คืนไม่ได้, รับของคืน, คืนมั้ย, คืนไหม, คืนของ
refund: credit back, no money, back in my account, back on card, my money, refund me, see the money, money again, get money, get paid back, repay, repaid, money yet, get my deposit, paid out; ตังคืน, ได้ตังคืน, ขอตังคืน, คืนตัง, คืนตังค์, ตังค์คืน, ตังยังไม่เข้า, ตังค์ยังไม่เข้า, เงินเข้าบัญชี, เงินเข้าบัตร, รีฟัน, รีฟันด์, เงินไม่เข้า, ยอดยังไม่เข้า, ได้เงินกลับ, เงินกลับ, ตังเข้า, ตังค์เข้า, ยังไม่ได้เงิน, ยังไม่ได้ตัง, โอนเงินคืน, คืนเงินเมื่อไหร่, ยังไม่เข้า
dislike: hate, ugly, looks different, disappoint, doesn't suit, second thoughts, unhappy, not keen, doesn't go, too bright, too dark, not nice, don't fancy, hates it, not what expected, not in love, not impressed, wrong choice, doesn't match, not match, clash, isn't me, wrong vibe; ไม่ถูกปาก, ไม่โอเค, ไม่ปลื้ม, ผิดหวัง, ไม่สวย, ไม่ตรงปก, ไม่เหมือนรูป, เสียดาย, ไม่เข้ากัน, ไม่แมตช์, ไม่โดน, ไม่ใช่สไตล์, ไม่เหมือนในรูป, ไม่ชอบสี, ไม่ชอบเลย, ไม่อยากได้, ไม่ถูกใจเลย, คิดผิด, ไม่เหมาะ
used: used, opened, tried, tasted, lit, burned, burnt, worn, washed, unused, already used, already opened, took a sip, unsealed, unwrapped, broke the seal, started using; แกะ, แกะแล้ว, เปิดแล้ว, เปิดซอง, ชิมไป, ชิม, ลองแล้ว, จุดแล้ว, ใช้แล้ว, ยังไม่ได้ใช้, ยังไม่ใช้, ผ่านการใช้, ใส่แล้ว, แกะใช้, ลองใช้, แกะกล่องแล้ว, เปิดกิน, แกะกิน, ลองจุด, จุดไป
unopened: unopened, sealed, still closed, not opened, never opened; ยังไม่เปิด, ยังไม่แกะ, ซีล, ไม่ได้แกะ, ไม่ได้เปิด, ยังซีล
exchange: trade it, swapped, a different one, another one, another size, bigger one, smaller one, other size, other colour, different colour, different size, upgrade; เปลี่ยนอัน, เปลี่ยนใบ, เปลี่ยนตัว, เปลี่ยนเป็นสี, ขอแลกเป็น, สีใหม่, สลับสี, ใหญ่ไป, เล็กไป, ไซส์ใหญ่กว่า, เปลี่ยนแบบ, เปลี่ยนลาย, เปลี่ยนรุ่น
cancel: never mind, by accident, accidentally, ordered twice, stop it, stop, back out, pull out, withdraw, nevermind, scrap, call it off, by mistake, revoke; กดผิด, สั่งผิด, สั่งซ้ำ, กดซ้ำ, เผลอกด, มือลั่น, ยกเลิกทัน, ยกเลิกได้, ไม่ซื้อแล้ว, ถอนตัว, เผลอสั่ง, แคนเซล, แคนเซิ่ล, เลิก, ไม่เอาละ
edit: typo, wrong street, add another, forgot to add, moved, different address, another address, house number, street number, spelled wrong, misspelt, misspelled, wrong number, old address, new address, wrong house, update the address, postcode, zip code; ลืมใส่, เพิ่มของ, ย้ายบ้าน, บ้านเลขที่, เลขที่บ้าน, เบอร์ผิด, ที่อยู่เก่า, ที่อยู่ใหม่, ที่อยู่ผิด, ใส่ผิด, ลืมแก้, เพิ่มอีก, เพิ่มรายการ, ขอเพิ่ม, ขอแก้, ซอยผิด, รหัสไปรษณีย์, เปลี่ยนบ้าน, สะกดผิด
addressword: address, street, house number, postcode, flat number, zip; ที่อยู่, บ้านเลขที่, ซอย, รหัสไปรษณีย์
broken: in half, in two, crushed, scratched, in shards, cracked, handle off, snapped off, bust, busted, wrecked, ruined, into bits, chipped, broken glass, squashed, torn, ripped, damages; หักเป็น, แตกเป็น, เป็นเสี่ยง, แหลก, ร้าวมา, บิ่นมา, หักมา, ยับ, ยุบ, แตกยับ, แตกร้าว, ท่อน, สองท่อน, แตกเลย, แตกหมด, แตกคากล่อง, ขาด, ฉีก, พังมา, แตกตอนส่ง
wrong: different one, not mine, someone else's, mix up, swapped, wrong colour, wrong size, wrong one, not this one, another model; คนละสี, คนละแบบ, ไม่ใช่ของเรา, สลับกับ, ส่งสีผิด, มาผิด, ผิดแบบ, ผิดลาย, ผิดรุ่น, ผิดตัว, ไม่ใช่อันที่, ดันได้, กลายเป็น, ของใครไม่รู้
missing: only one, one is missing, forgot one, half of, not included, wasn't inside, one less, isn't there, isn't in, not inside, empty, lack, just one, only two, was missing, came without, one item short, minus; มาแค่, มาไม่ครบ, ลืมใส่, ส่งมาแค่, มาใบเดียว, มาอันเดียว, มาชิ้นเดียว, ขาดอีก, ไม่มีมา, อีกใบหาย, หายไปไหน, หายใบ, ได้ใบเดียว, ได้อันเดียว, ของมาไม่ครบ, ขาดมา
pay: paid, paying, accept, take payment, payment by, buy with, use my card, how to pay, wallet; ชำระยังไง, จ่ายได้, จ่ายทาง, ช่องทางจ่าย, รับจ่าย, จ่ายเป็น, รับอะไรบ้าง, จ่ายด้วย
card: plastic, tap, contactless, debit, union pay, unionpay, diners; รูดการ์ด, การ์ดเครดิต, บัตรวีซ่า
cash: notes, coins, in cash, physical money, cash only; แบงก์, เหรียญ, เงินสดๆ, จ่ายสด, รับเงินสด
cod: pay the rider, pay on the doorstep, money at delivery, hand over cash, pay later when, at my door, pay the man, pay when delivered, pay the guy, pay at delivery, cash at door, when it arrives, when it comes; จ่ายตังกับคน, จ่ายกับคนส่ง, จ่ายกับไรเดอร์, จ่ายกับพนักงาน, จ่ายหน้าบ้าน, จ่ายตอนรับของ, จ่ายตอนได้ของ, จ่ายตอนส่ง, จ่ายกับขนส่ง, ของมาค่อยจ่าย, ได้ของค่อยจ่าย, รับของแล้วจ่าย, จ่ายทีหลัง, จ่ายที่บ้าน, ซีโอดี, cod, ถึงบ้านค่อยจ่าย, ถึงแล้วค่อยจ่าย, ของถึงค่อยจ่าย, จ่ายตังตอน, ยื่นเงิน
transfer: sent the money, send money, send the money, wired, from my bank, transferred, pay from account, into your account, bank payment, payment by bank, internet banking; โอนตังค์, โอนแล้ว, โอนไป, โอนให้, โอนพรุ่งนี้, โอนมา, แอปธนาคาร, โอนเงินแล้ว, โอนทีหลัง, ค่อยโอน, โอนช้า, ยังไม่โอน
qr: scanned, barcode, scan the code, banking app, scan code, scan and pay, pay by phone; สแกนแล้ว, สแกนจ่ายแล้ว, คิวอาโค้ด, สแกนคิวอาร์, จ่ายผ่านแอป, พร้อมเพลย์, แอปธนาคาร, สแกนจ่าย
slip: proof, screenshot, evidence, confirmation, screen shot, show proof, upload, bank receipt, photo of the payment, send proof, confirm payment; แคปหน้าจอ, แคป, แค็ป, สกรีนช็อต, หลักฐาน, ส่งหลักฐาน, แจ้งโอน, ยืนยันการโอน, แคปให้ดู, แนบหลักฐาน, แคปสลิป, แจ้งชำระ, ยืนยันยอด
discount: save, save money, saving, newsletter offer, first time buyer, new customer, first order, percent, haggle, negotiate, knock off, markdown, better price, best price, good price, deal for me, promos, cheaper price, special price, cheap, bundle, lower the price, get something off; ลดหน่อย, ต่อราคา, ขอลด, ถูกลง, ประหยัด, ลูกค้าใหม่, ลดบ้าง, ลดได้, ลดเปอร์เซ็นต์, กี่เปอร์เซ็นต์, เปอร์เซ็นต์, โปรโม, จัดโปร, ลดอีก, ลดมั้ย, ลดป่ะ, ลดปะ, ลดป่าว, สั่งครั้งแรก, ซื้อครั้งแรก, ลูกค้าครั้งแรก, คุ้ม, ลดราคาไหม, ต่อได้, แถมไหม
set: set, pair, bundle, set of, as a set, in pairs, two of them, matching set, four of them; ชุด, เซ็ต, เซต, เป็นชุด, เป็นเซ็ต, ยกชุด, เหมา, เป็นคู่, ซื้อคู่
code: coupon code, promo, combine codes, apply code, two codes; โค้ดลดราคา, ใส่โค้ด, ใช้โค้ด, คูปองส่วนลด, สองโค้ด, ใช้ซ้อน, ใช้ร่วม, ใช้ร่วมกัน
newsletter: sign up for emails, email list, updates by email, monthly email; สมัครรับข่าว, รับข่าวสาร, เมลข่าว
points: regulars, regular customer, stamp card, frequent customer, repeat customer, buy often, come often, club, rewards, collecting, loyal, member club, members, fan club, returning customer, earn; ลูกค้าประจำ, ซื้อบ่อย, ซื้อประจำ, มาบ่อย, อุดหนุนบ่อย, อุดหนุนประจำ, ระบบสมาชิก, เมมเบอร์, สมัครเมมเบอร์, ขาประจำ, ได้คะแนน, เก็บแต้ม, เก็บคะแนน, พอยต์, พ้อยท์, พ้อย, สะสมยอด, แลกส่วนลด
voucher: gift voucher, voucher for someone, gift credit, gift token, prepaid card, let her choose, choose herself, choose himself; บัตรกิ๊ฟ, กิฟต์วอยเชอร์, บัตรแทนเงิน, คูปองเงินสด, วอชเชอร์, เวาเชอร์, เวาเชอ, ให้เลือกเอง, เลือกเองได้
occasion: birthday, anniversary, wedding, housewarming, valentine, mothers day, mother's day, father's day, graduation, baby shower, christmas present, retirement, farewell, engagement, bridesmaid, wedding gift, birthday gift, birthday present, newborn; วันเกิด, วันครบรอบ, ครบรอบ, ขึ้นบ้านใหม่, งานแต่ง, แต่งงาน, รับปริญญา, วาเลนไทน์, วันแม่, วันพ่อ, เซอร์ไพรส์, คลอดลูก, เกษียณ, จับฉลาก, ของชำร่วย, ขึ้นปีใหม่
gift: surprise, gifting, gifts, souvenir, souvenirs, for someone, give someone, present for, treat; เซอร์ไพรส์, ซื้อให้, ให้เป็นของขวัญ, ของที่ระลึก, กิ๊ฟ, กิฟต์, ซื้อฝาก, เอาไปให้, ให้คนอื่น, ของรับไหว้, มอบให้
wrap: look pretty, pretty, nice box, wrapping paper, bow, gift bag, fancy, dress up, gift ready, festive, nicely, make it pretty, decorate, look special, wrapped up, box pretty, giftwrapped, gift-wrapped, tissue paper; แพ็คสวย, แพ็กสวย, แพคสวย, ห่อสวย, ใส่กล่องสวย, ทำให้สวย, ใส่โบว์, ถุงของขวัญ, จัดสวย, สวยๆ, กระดาษห่อ, กล่องสวย, แพ็คสวยๆ, แพ็กสวยๆ, แพคสวยๆ, ห่อให้สวย, แยกห่อ, ดูดี, ให้ดูดี
greeting: few words, message, letter, handwriting, write inside, personal words, wish, wishes, best wishes, a line, short note, little note, tell her happy, written, message inside, in my name; เขียนอะไร, ลายมือ, ข้อความสั้น, คำคม, ฝากข้อความ, เขียนโน้ต, เขียนบอก, ใส่ข้อความ, เขียนสั้นๆ, ฝากบอก, เขียนถึง
hideprice: price list, hide the price, without the price, see the price, know the price, show the price, price tag off, remove the price, no price, prices inside, what i paid, price inside, without invoice, without prices, how much i paid, receipt inside; ใบราคา, ไม่เห็นราคา, เห็นราคา, ปิดราคา, เอาราคาออก, ไม่ใส่ราคา, ไม่ใส่บิล, รู้ราคา, ป้ายราคา, ลอกราคา, ใส่ราคา, จ่ายไปเท่าไหร่, จ่ายไปเท่าไร, ซ่อนราคา
directly: direct, directly, straight, her house, his house, their house, friends house, someone else's address, different person, recipient; ส่งตรงถึง, ถึงบ้านเพื่อน, ให้คนอื่นรับ, บ้านเค้า, บ้านเพื่อน, ส่งไปให้เพื่อน, ถึงผู้รับ
wholesale: in quantity, lots of, trade rate, bulk price, buying for, hundreds of, dozens, many pieces, supply us, supplier, retail partner, large amounts, volume, big order, wholesale rate, my store, our store, my shop, our shop, my cafe, our hotel, our cafe, boutique, stocking; ล็อตใหญ่, ล็อต, เรทร้านค้า, เรทส่ง, ราคาร้านค้า, จำนวนมาก, สั่งเยอะ, ซื้อเยอะ, เอาไปขาย, เอาไปขายต่อ, รับไปขาย, ตัวแทน, ขายต่อ, ร้านเรา, โรงแรมเรา, รีสอร์ท, คาเฟ่เรา, รับมาขาย, ซื้อส่ง, ยกลัง, ยกโหล, โหล
deposit: deposit, down payment, up front, upfront, in advance, advance, pay half, half now, prepayment, prepay; มัดจำ, วางมัดจำ, จ่ายก่อน, จ่ายล่วงหน้า, ล่วงหน้า, จ่ายครึ่ง, ครึ่งนึง, เงินมัดจำ
leadtime: how far ahead, far ahead, in time, ahead of time, ready by, ready, finished, make it in, order early, plan ahead, how early, done by, turn around, take to produce, prepared; เสร็จ, ทันใช้, ทันเปิดร้าน, สั่งล่วงหน้า, กี่อาทิตย์, ใช้เวลากี่, เตรียมของ, ทำนาน, ทำนานไหม, ทำนานมั้ย, ทำกี่วัน, รอกี่อาทิตย์, รอนาน, ต้องรอ, กี่วีค, กี่เดือนถึง
minimum: lowest amount, least amount, smallest order, how few, start at, starting from, need to buy, have to buy, must i order; กี่ใบขึ้นไป, กี่ชิ้นขึ้นไป, ต้องซื้อกี่, อย่างต่ำ, ต่ำสุด, สั่งน้อย, ขั้นต่ำกี่
custom: own logo, print, event, corporate, branded cups, prototype, our brand, our company, made specially, company gift, our name, your own design, own shape, made especially, one of a kind, emblem, drawing; ทำแบบพิเศษ, ตามสั่ง, แบบของเรา, ปั๊มโลโก้, ปั๊ม, ของชำร่วย, ของพรีเมียม, พรีเมียม, แบรนด์เรา, สั่งปั้น, ปั้นตามแบบ, ออกแบบให้, ชื่อร้าน, ชื่อบริษัท, ตราบริษัท, ตรา
name: initial, engraved, name written, names, nickname, her name, his name, our names, inscribed, inscription, etch, etched, lettered, word on, text on, spelled, first name; ชื่อเล่น, ชื่อแฟน, ชื่อลูก, ชื่อแม่, ชื่อเพื่อน, ใส่ชื่อให้, ลงชื่อ, ตัวหนังสือ, เขียนคำ, สลักคำ, ใส่คำ, ใส่ตัวอักษร, กี่ตัวอักษร, ชื่อคน
stock: left, any more, on the shelf, carry, in the shop, still there, still got, have one there, remaining, actually there, on display; เหลือมั้ย, เหลือไหม, ของเหลือไหม, มีที่ร้าน, หน้าร้านมี, ที่ร้านมี, มีของเลย, ยังเหลือ, ยังเหลือไหม, มีกี่ชิ้น, เหลือกี่, มีวางขาย, มีโชว์
soldout: make more, no longer, can't find, coming back, produce again, another batch, next batch, next firing, more coming, discontinued, bring it back, run out of, ran out, make it again, making more, missed out, snapped up, new batch, greyed out; หมดแล้ว, ขึ้นหมด, sold out, soldout, ผลิตเพิ่ม, ทำเพิ่ม, ทำอีก, รอบใหม่, ล็อตใหม่, กลับมาอีก, เข้าเมื่อไหร่, เข้าเมื่อไร, มีมาอีก, ของขาด, หมดไปแล้ว, หมดไว, กดไม่ได้, มาเติม, ซื้อไม่ทัน, กดไม่ทัน, จะมาอีก, เอากลับมา, ปั้นเพิ่ม, เปิดเตา, ขึ้นว่าหมด
notify: notify, alert, let me know, tell me when, ping me, email me when, waiting list, waitlist, remind; แจ้งเตือน, แจ้งเมื่อมี, บอกด้วย, เตือน, แจ้งตอน, เวทลิสต์
hold: put aside, under the counter, behind the counter, lay aside, save one, hang on to, keep one, keep it, reserve one, put by, put it by, hold it, stash, reserved, keep my order, hold my order; กันของ, กันไว้, เก็บไว้, เก็บไว้ให้, ล็อก, ล็อค, จองของ, กั๊ก, กันไว้ให้, เก็บให้, เก็บของไว้, กันของไว้, จองไว้, ล็อกของ, ล็อคของ, กันให้, แปะไว้, พักของ
open: close, shut, how late, get off work, after work, before you close, still open, opening time, business hours, closing, closing time, til when, until when, late are you, are you there, open till, opening, opens, closes, shop hours, sleep in; ปิดกี่, เปิดกี่, ร้านปิด, ร้านเปิด, เปิดถึง, เปิดยัง, เปิดมั้ย, เปิดไหม, ปิดยัง, เลิกงาน, เปิดป่าว, ปิดป่าว, ปิดหรือยัง, ปิดแล้ว, หยุดวันไหน, ร้านหยุด, หยุดมั้ย, เปิดทุกวัน, หยุด, เปิดกี่โมง, เวลาทำการ, ปิดตอนไหน, เปิดตอน, ปิดร้าน, เปิดร้าน
clock: o'clock, oclock, noon, midnight, quarter past, half past; โมง, ทุ่ม, บ่ายโมง, เที่ยง, ตีหนึ่ง, ตีสอง, สองทุ่ม, ทุ่มนึง, โมงครึ่ง, ทุ่มครึ่ง, โมงเย็น
holiday: new years, new year's, songkran, water festival, lantern festival, loi krathong, long weekend, day off, long holiday, red day, national day, king's birthday, queen's birthday, labour day, chinese new year, new years eve, buddhist holiday, makha bucha; วันหยุดยาว, หยุดยาว, ลอยกระทง, วันแดง, วันหยุดราชการ, ตรุษจีน, วันพระใหญ่, วันแรงงาน, ปีใหม่, สงกรานต์, เทศกาล, เคาท์ดาวน์, สิ้นปี, วันมาฆะ, เข้าพรรษา, วันสำคัญ, วันพ่อ, วันแม่
location: directions, map, google maps, find you, located, landmark, which street, neighbourhood, neighborhood, which part, what area, get to you, come to you, your place, your shop, old town, walking distance, how to get, on foot, far from, close to, near you, branch, branches, other shops, second shop, physical shop, physical store, bricks, in town; ไปยังไง, พิกัด, แผนที่, โลเคชั่น, โลเคชัน, อยู่ตรงไหน, ปักหมุด, หมุด, ใกล้อะไร, เดินไป, นั่งรถ, สาขา, แถวไหน, ย่านไหน, อยู่แถว, มีสาขา, หน้าร้านอยู่, ร้านอยู่, มาร้านยังไง, ทางไป, เดินจาก, ห่างจาก, ไกลไหม, ไกลมั้ย, สังเกต, อยู่ใกล้, ซอยอะไร
contact: call you, ring, dm, write to you, reply, respond, hotline, chat, email you, talk, speak, real person, message the shop, someone to talk, get a reply, inbox, instagram, line app, telephone number, answer me, answer messages; ทัก, ทักแชท, ทักไลน์, ไอดี, เบอร์ติดต่อ, โทรหา, ตอบช้า, ตอบกลับ, ติดต่อ, คุยกับร้าน, ตอบไว, อินบ็อกซ์, ถามใคร, โทรถาม, ไลน์ร้าน, ทักไป, ตอบแชท, ไม่ตอบ, คุยด้วย
phone: number, mobile, ring up, dial, call up, phone you; เบอร์ร้าน, โทรไป, โทรคุย, กริ๊ง, ยกหู
accessible: can't walk, bad knees, walking stick, crutches, elderly, climb, ground floor, upstairs, ramp, stair, doorway, walk far, old lady, can't climb, knee, knees, rollator, zimmer, level access, cane, step free, flat entrance, handicap, handicapped, roll in, wide enough, hip; เดินไม่ไหว, เดินไม่สะดวก, ผู้สูงอายุ, คนแก่, บันได, ทางลาด, ขึ้นบันได, ไม้เท้า, คนพิการ, เข้าลำบาก, รถเข็น, เข็นรถ, เข็น, นั่งรถเข็น, ผู้ป่วย, เดินลำบาก, ขาไม่ดี, ขาเจ็บ, เข่าไม่ดี, เข่า, ปวดเข่า, ขั้นบันได, ทางเข้า, วีลแชร์, wheelchair, วีลแช, คนชรา
stroller: baby carriage, baby buggy, push chair, double buggy, twins buggy; รถเข็นลูก, เข็นลูก
warranty: by itself, on its own, after a few, wear, quality problem, few months, months later, just fell, won't last, stand behind, guaranty, half a year, normal use; หลุดเอง, แตกเอง, ร้าวเอง, พังเอง, ใช้ไปไม่กี่, ใช้ไปแป๊บเดียว, ประกัน, รับประกัน, เคลม, ใช้ได้ไม่กี่, ไม่กี่เดือน, ไม่ได้ทำตก, ร่อน, ลอก, หลุดออกมา, ใช้ปกติ, เคลมได้
repair: glue, glued, loosen, loose handle, flake, flakes, seam, peel, chips off, stitch, stitching, thread, unravel, unravelling, fray; กะเทาะ, หลวม, โยก, ร่อน, ตะเข็บ, ด้าย, รุ่ย, ลุ่ย, กาว, ปริ, แก้ไขให้
drop: drop, dropped, knock, knocked, my fault, fell, slip, slipped, clumsy, let it fall; ทำตก, ทำหล่น, ตก, หล่น, กระแทก, ชน, พลาดตก, มือลื่น, หลุดมือ
wash: throw it in, spin, delicate, tumble dry, hang, wring, scrub, wipe, sponge, soak, hand-wash, washable, laundering, cleanse, cleaning it, scouring; ซักมือ, ซักเครื่อง, โยนเข้าเครื่อง, ผงซักฟอก, น้ำยาซักผ้า, ปั่น, ปั่นหมาด, บิด, เช็ด, ถู, แช่, ขัด, ฟองน้ำ, ล้าง, ซักยังไง, ซักได้, ซักผ้า, ใส่เครื่องซัก, เครื่องซักผ้า, น้ำยาล้างจาน, สบู่, ทำความสะอาด
dry: dry, dryer, drying, tumble dryer, hang up, air dry, line dry, shade, in the sun, sunlight; ตาก, ตากแดด, อบผ้า, เครื่องอบผ้า, ผึ่ง, แดด, แห้ง, ในร่ม, ตากร่ม, ซับน้ำ, ไม่ซับ
absorb: absorb, absorbent, soak up, dries badly, pushes water, repel; ซับ, ดูดซับ, ซับน้ำ, อมน้ำ
shrink: shrink, shrinkage, shrunk, shorter, smaller after, got smaller; หด, หดตัว, สั้นลง, เล็กลง
softener: softener, fabric softener, conditioner, lenor; ปรับผ้านุ่ม, น้ำยาปรับผ้านุ่ม, ดาวน์นี่
bleach: bleach, bleaching, chlorine; ฟอกขาว, น้ำยาฟอกขาว, ไฮเตอร์, คลอรีน
dishwasher: dishwashing, dish machine, machine washable, machine after dinner, dish washing machine; เครื่องล้าง, ล้างด้วยเครื่อง, ใส่เครื่องล้าง, ล้างจานเครื่อง, ล้างเครื่องได้
microwave: nuke, zap, reheating, warm it, heat my, heat it, warm my, heating, warm milk, reheat my; อุ่น, อุ่นอาหาร, อุ่นกาแฟ, อุ่นนม, อุ่นแกง, ไมโคร, เข้าไมโคร, เวฟได้, อุ่นได้, อุ่นข้าว, เอาเข้าเวฟ
oven: roast, gratin, grill, gas, casserole, lasagne, lasagna, pizza oven, toaster oven, flame, airfryer, hotplate; เตาแก๊ส, ตั้งเตา, ย่าง, หม้อทอด, เตาไฟ, เตาไฟฟ้า, อบขนม, อบเค้ก, อบชีส, ลนไฟ, เตา
fridge: cool box, freeze, chill, freezing, frozen, icebox; ฟรีซ, ช่องฟรีซ, แช่แข็ง, ตู้แช่, เข้าตู้เย็น
heatshock: sudden change, boiling water, hot water straight, pour hot, from cold to, crack with heat, hot drinks, thermal; ร้อนจัด, น้ำเดือด, เทน้ำร้อน, ร้อนเย็น, กะทันหัน, เพิ่งออกจาก
iron: ironed, steam, steamer, wrinkle, wrinkled, crumpled, creased, wrinkles; รีดผ้า, ยับ, เตารีดไอน้ำ, รอยยับ, รีดไฟ
fold: fold, roll, crease, put away, wardrobe, drawer, closet, folded, crease line, over winter, packing away; พับ, ม้วน, เก็บผ้า, ลิ้นชัก, ตู้เสื้อผ้า, รอยพับ
insect: insect, moth, moths, bug, bugs, holes, nibbled, eaten, silverfish, ant, ants, cockroach; แมลง, มอด, แมลงกินผ้า, แมลงสามง่าม, เป็นรู, กัด, รู, มด, แมลงสาบ
stain: ring, rings, brown rings, residue, discoloured, discolored, yellowed, yellowing, yellowish, wine, curry, turmeric, sauce, oil, grease, greasy, blotch, splash, splashed, spilled, spilt, dirt, brownish, smudge, tannin; คราบเหลือง, คราบน้ำตาล, คราบกาแฟ, เหลือง, เหลืองๆ, น้ำตาลๆ, ดำๆ, ขัดไม่ออก, ล้างไม่ออก, ซักไม่ออก, หกใส่, หก, แกงหก, ขมิ้น, น้ำมัน, เปื้อนแกง, ติดคราบ, ฝังแน่น, ไม่ออก, รอยด่าง, หยดใส่
curry: curry, turmeric, gravy, soy sauce; แกง, ขมิ้น, แกงเหลือง, ซอส
greymark: grey line, grey lines, gray lines, grey mark, spoon mark, pencil mark, metal mark, cutlery, cutlery marks, spoons, grey streaks, grey scratches, metal; รอยช้อน, รอยเทา, เส้นเทา, สีเทา, ขีดเทา, รอยขีด, ช้อนส้อม, รอยโลหะ, โลหะ, เส้นดำ
crackle: fine line, fine lines, hairline, hairlines, crackle, crackled, crazing, web of, spider web, cobweb, tiny cracks, small cracks, thin lines, cracks in the glaze, little cracks, tiny lines; ลายแตก, แตกราน, รานๆ, เส้นบาง, เส้นเล็กๆ, ลายเส้น, ลายงา, แตกลายงา, เส้นๆ, รอยราน, ใยแมงมุม, รอยร้าวเล็กๆ, เส้นเหมือนผม
rim: rim, edge, border, lip, brim, gold edge, golden rim, gilded, gilding, gold trim; ขอบ, ขอบทอง, ขลิบ, ขลิบทอง, ปากแก้ว, เส้นทอง
scratch: scratch, scratches, scratched, scrape, sandpaper, sand, mark the table, uneven, sharp; ขูด, ขีดข่วน, สาก, ขรุขระ, กระดาษทราย, คม, บาดมือ, โต๊ะเป็นรอย, ครูด
stack: stack, stacked, pile, on top of each; ซ้อน, วางซ้อน, ซ้อนกัน, กอง
newsmell: smells odd, smells weird, smells burnt, smoky smell, kiln smell, smoky, musty; กลิ่นเตา, กลิ่นไหม้, กลิ่นควัน, กลิ่นแปลก, กลิ่นอับ, กลิ่นดิน
material: dye, dyed, natural dye, cotton, polyester, silk, wool, ingredients list, what goes into, stuff inside, contents, viscose, inside it, nylon, natural; ย้อม, ย้อมสี, สีธรรมชาติ, สังเคราะห์, เคมี, ผ้าฝ้าย, ฝ้าย, คอตตอน, โพลีเอสเตอร์, ทำมาจากอะไร, มีอะไรบ้าง, ใส่อะไร, ฝ้ายแท้, สีเคมี, เส้นใย, โพลี, ธรรมชาติ, ใช้สีอะไร
origin: local, locally, imported, import from, where made, hand made in, produced in, factory, china made, made in china, mass produced, region, comes out of; ในท้องถิ่น, นำเข้าจาก, ของจีน, โรงงาน, แหล่งผลิต, ผลิตจาก, ปลูกเอง, แหล่งไหน, ปั้นที่ไหน, ทอที่ไหน
safe: leach, lab, laboratory, report, test report, heavy metal, pregnant, certificate of safety, tested for, lab test, lab report, nasty, bad for you, unhealthy; แล็บ, ผลแล็บ, สารตกค้าง, คนท้อง, โลหะ, ปลอดภัยมั้ย, กินเข้าไป, ผลตรวจแล็บ, ใบตรวจ, เป็นพิษ, พิษ, ตกค้าง
allergy: rash, itchy, itch, sneeze, sneezing, pollen, hayfever, swollen, reaction, coeliac disease, sensitive, sensitivity, daisies, daisy, ragweed; ผื่น, ผื่นขึ้น, คัน, จาม, เกสร, แพ้เกสร, แพ้ดอกไม้, แพ้นม, แพ้ถั่ว, ผิวแพ้ง่าย, ระคาย, ลมพิษ
nut: nuts, peanuts, cashew, hazelnut, walnut, soy, soya, sesame; ถั่วลิสง, อัลมอนด์, ถั่วเหลือง, งา
caffeine: keep me up, wake, wake me up, wakes you, insomnia, awake, bed, jittery, jitters, wired, heart racing, wide awake, bedtime drink, late at night, before sleep, fall asleep, asleep, can't sleep, stimulating, nights, night tea; ตาสว่าง, หลับ, นอน, กลางคืน, ดื่มตอนกลางคืน, ตาแข็ง, นอนหลับ, ดื่มก่อนนอน, หลับยาก, กินก่อนนอน, ไม่หลับ, ตื่นตัว, ดึกๆ, คาเฟอิน, คาเฟ่อีน, กาแฟอีน
keep: airtight, humid, humidity, damp, moist, mould, mold, mouldy, where to put, shelf, jar, container, keep it in, storing it, cupboard, stays good; ขึ้นรา, ชื้น, อับ, ความชื้น, ขวดโหล, โหล, กระปุก, เก็บตรงไหน, เก็บไง, วางไว้, เก็บไว้ที่, เก็บใน, ตู้กับข้าว, ถุงซิป, กันชื้น
expire: still ok, past its, use it up, still fine, too old, last year, drink it still, keep for, gone off, stale, fresh, best-before, expired, expires, past date, time limit, deadline to use, use within, is it still, years old; เหม็นหืน, ยังกินได้, กินได้ไหม, ยังดีอยู่, ค้างปี, เก่าแล้ว, ใช้ได้นาน, อยู่ได้นานแค่ไหน, กี่เดือนหมด, ต้องใช้ภายใน, ใช้ภายใน, หมดเขต, หมดอายุยัง, หมดยัง, ลืมไว้, เก็บได้นานไหม, วันหมด, ถึงเมื่อไหร่, ถึงเมื่อไร
last: hours of burning, burn down, get out of, hours per candle, evenings, burn through, go for how, burn for, how many evenings; จุดหมด, จุดกี่ชั่วโมง, จุดได้กี่ชม, จุดทั้งคืน, จุดต่อเนื่อง, กี่คืน, จุดได้กี่คืน, หมดเร็ว, ละลายหมด
light: wick, trim, flame, soot, smoke, tunnel, tunnelling, light it, first burn, put out, blow out, matches, lighter, melt; ไส้เทียน, ไส้, เขม่า, ควัน, เปลวไฟ, ดับ, จุดไฟ, จุดเทียน, เล็มไส้, ละลาย, จุด
wax: soy wax, beeswax, palm wax, soya wax, stearin, candle wax, wax on; ไขถั่วเหลือง, ขี้ผึ้ง, ไขผึ้ง, หยดเทียน, เทียนหยด, เทียนหก
size: measurements of, inches, centimeters, millimetre, proportions, footprint, fit under, big are, small is it, sq cm, large is, tall is, wide is, deep is, how small, bigger than; สูงกี่, กว้างกี่, ยาวกี่, ปากกว้าง, ความสูง, ความกว้าง, ความยาว, ใหญ่เท่าไหร่, ใหญ่เท่าไร, เล็กไหม, ขนาดไหน, ขนาดกี่, ซม., กี่นิ้ว, ใหญ่มั้ย, สูงเท่าไหร่, เท่าไหน, กี่ cm
capacity: contains, fill, full cup, ounces, oz, cups of, how many servings, servings, serve, pour, mls, pint, enough for; เต็มแก้ว, ใส่ได้เท่าไหร่, จุน้ำ, จุเท่าไหร่, ได้กี่แก้ว, ได้กี่ถ้วย, กี่ออนซ์, ออนซ์, รินได้กี่, กี่คนดื่ม, กี่คนกิน, พอกี่คน, จุประมาณ
weight: grams does it, pounds, lbs, weighs, heavier, light weight, lightweight, net weight; หนักกี่, หนักเท่าไหร่, หนักไหม, หนักมั้ย, น้ำหนักกี่, น้ำหนักเท่าไหร่, เบา, ขีด, หนักเท่าไร
colour: indigo, violet, purple, orange, colourway, tone, hue, colourful, dark blue, natural colour; คราม, ม่วง, ส้ม, โทนสี, สีไหน, สีเข้ม, สีอ่อน, แดง, น้ำเงิน, สีแดง, กี่สี, ฟ้า, สีฟ้า, สีม่วง
scent: smelly, smelling, strong smell, fragrant, aromatic, essential oil, aromas, no smell, without smell, headache, odourless, fragrance free; กลิ่นแรง, ไร้กลิ่น, กลิ่นไหน, กี่กลิ่น, หอมแรง, ฉุน, เวียนหัว, ปวดหัว, น้ำมันหอมระเหย, เหม็น, กลิ่นแบบไหน
class: potter's wheel, pottery wheel, play with clay, try pottery, have a go, make something, make a bowl, teach me, hands dirty, instructor, teaching english, lessons in english, beginners, masterclass, pottery making, activity, craft, workshops, throwing class; ลองปั้น, แป้นหมุน, แป้น, ปั้นเอง, ครูสอน, อยากปั้น, ไปปั้น, มือใหม่, เรียนปั้น, เวิร์คชอป, workshop, เวิกชอป, เวิร์คช็อบ, สอนทำ, ทำเซรามิก, มาปั้น, กี่คลาส, คลาสปั้น, ลงคลาส, รอบเรียน
throwing: wheel, potter's wheel, clay work, sculpt, mould clay, handbuilding; แป้นหมุน, แป้น, ปั้นแป้น, ปั้นดินเผา
booking: can't make it, cancel my spot, something came up, move to another, another day, another date, postpone, seats, spots, people per class, fully booked, how full, group of, can't come, can't attend, rebook, change the date, walk-in, walk in, book ahead, last minute; ติดธุระ, ไปไม่ได้, ที่ว่าง, เต็มยัง, เต็มไหม, ลงชื่อ, ว่างไหม, ว่างมั้ย, เปลี่ยนวัน, ย้ายวัน, ไม่ว่าง, มาไม่ได้, ป่วย, ลงไว้, walk in, วอล์คอิน, วอล์กอิน, จองก่อน, กี่ที่, รับกี่คน, กี่คน, ติดงาน, ลงไว้แล้ว, จองไว้แล้ว, ขอเลื่อน, เข้าร่วม
child: yr old, yrs old, yo, toddlers, kindergarten, too young, little girl, little boy, youngster, nephew, niece, schoolkid, infant, preschool, junior, how old, old enough, bring my kids, bring kids, 5yo, 6yo, 7yo, aged; ขวบครึ่ง, เด็กอนุบาล, อนุบาล, หลานๆ, น้องอายุ, อายุเท่าไหร่, อายุเท่าไร, ประถม, มัธยม, เด็กโต, ลูกอายุ, หลานอายุ, อายุขั้นต่ำ, อายุกี่ขวบ, ลูกสาวอายุ, เบบี๋, พาเด็กๆ
privacy: third party, third parties, marketing, forget me, records, hacked, hack, hand out, pass on, leaked, leak, strangers, give away, database, details safe, keep my number, keep about me, info about me, stored about me, delete everything, unsubscribe, junk mail; ส่งต่อ, เอาไปขาย, รั่ว, หลุด, มิจฉาชีพ, แก๊งคอล, แก๊งคอลเซ็นเตอร์, เอาเบอร์, เอาไปให้ใคร, เก็บอะไรไว้, ข้อมูลเรา, เอาข้อมูลเรา, บุคคลที่สาม, ขายเบอร์, ความลับ, ลบชื่อ, ลบเบอร์, สแปม, เลิกรับ
eco: foam, styrofoam, waste, trash, landfill, bubble, wrapping waste, refill, empty jar, polystyrene, peanuts packing, ocean, climate, greener, rubbish, junk packaging, paper only, reuse; โฟม, ขยะ, กันกระแทก, บับเบิล, โลกร้อน, ลดโลกร้อน, ถุง, พลาสติกกันกระแทก, เยอะเกิน, กระดาษ, ย่อยได้, ใช้ซ้ำได้, บับเบิ้ลแรป, ธรรมชาติ, รีฟิล, เติมได้, กล่องรี, รักธรรมชาติ
emptyjar: candle glass, empty glass, empty jar, empty candle, candle jar, old jar, jar back, finished candle, empty container; แก้วเทียน, ขวดเปล่า, โหลเทียน, แก้วเปล่า, เทียนหมด, ถ้วยเทียน, กระปุกเทียน, กระปุกเปล่า, คืนแก้ว
defect: not perfect, outlet, b-stock, wonky, crooked, slightly off, imperfections, small flaw, sample sale, ugly ones, misfit, misfits, rejects, lopsided, cosmetic flaw, little flaw, slightly damaged, oddly shaped; เบี้ยว, ไม่สวยเป๊ะ, ของหลุด, หลุดเกรด, เกรด b, ของตกเกรด, บิดเบี้ยว, ตำหนินิดหน่อย, ไม่เป๊ะ, ไม่สมบูรณ์แบบ, ของลดราคา, ของบี
maker: family, story, since when, potters, factory made, the people behind, mass-produced, craft people, weavers, started, established, how long around, behind the shop, made yourselves, yourselves; ก่อตั้งเมื่อ, เริ่มเมื่อ, เริ่มทำ, ปั้นเอง, ช่างทอ, ทอเอง, โรงงานทำ, ชาวบ้าน, สตูดิโอ, ครอบครัว, ที่มาของร้าน, ร้านเก่าแก่, เปิดปีไหน, ตั้งแต่ปี
invoice: paperwork, accountant, bookkeeping, bookkeeper, tax number, write off, expenses, vat receipt, on expenses, claim back from, official receipt, official bill, full invoice, company name, reimbursed by, finance department, accounts department, company receipt, boss; เบิก, เบิกบริษัท, ฝ่ายบัญชี, เลขผู้เสียภาษี, บิล vat, บิลแวต, บิลบริษัท, เบิกเงิน, เอาไปเบิก, ใบกำกับเต็ม, ลดหย่อน, หักภาษี, ชื่อบริษัท, ออกให้บริษัท, ใบกำกับ vat, เอกสาร, เลขภาษี, นิติบุคคล, เบิกได้, ลงบัญชี
tourist: on holiday here, on vacation, visiting thailand, flying home, fly home, flight home, fly back, at the airport, tax free, tax-free, departure, leaving thailand, leave the country, my flight, passport, backpacker, tourists, holidaymaker; สนามบิน, บินกลับ, กลับประเทศ, ขากลับ, พาสปอร์ต, แท็กซ์รีฟันด์, tax refund, vat refund, แทกซ์รีฟันด์, เที่ยวไทย, มาเที่ยว, ฝรั่ง, ต่างด้าว, ไฟลท์, ขึ้นเครื่อง
tax: vat back, value added, taxed, tax refund, gst, sales tax; tax, แท็กซ์, แทกซ์, แว็ต, คืนแวต
brew: bitter, weak, too strong, tastes bitter, how long do i leave, water hot, hot water, cup of tea, leaves per, teaspoon, teaspoons, tablespoon, scoop, spoonful, watery, tastes weak, tasteless, steeped, second infusion, re-use the leaves, several times, pour over, water should, thermometer, infused, how much tea, amount of leaves; ขม, ฝาด, จืด, เข้มไป, ชงแล้วขม, ชงแล้วจืด, น้ำร้อนแค่ไหน, น้ำกี่องศา, ใส่กี่ช้อน, กี่ช้อน, ช้อนชา, แช่นานแค่ไหน, แช่นาน, ชงซ้ำ, กี่น้ำ, ชงน้ำสอง, ร้อนแค่ไหน, อร่อย, ใส่ชาเท่าไหร่, ตักกี่ช้อน, ตัก, ต้มน้ำ, น้ำเดือด, กี่รอบ, ชงกี่รอบ
temperature: temperature, degrees, how hot, celsius, fahrenheit, thermometer, boiling; องศา, อุณหภูมิ, ร้อนแค่ไหน, กี่องศา
cold: ice, ice tea, iced tea, overnight, summer drink, ice cold, cold water, fridge tea; น้ำแข็ง, ชาเย็นๆ, ข้ามคืน, แช่ตู้เย็นข้ามคืน, โคลด์บรูว์, cold brew, โคลบรู, น้ำเย็น
lime: lime, lemon, turns purple, turn purple, changes colour, change colour, colour change, turns violet; มะนาว, เปลี่ยนสี, เป็นสีม่วง, กลายเป็นสีม่วง
firstuse: new cup, new teapot, just bought, got it today, before i use, season it, seasoning, first time use, before first; ของใหม่, เพิ่งซื้อ, เพิ่งได้มา, ก่อนใช้งาน, ก่อนเอามาใช้, ใบใหม่, ซื้อมาใหม่, ต้องล้างก่อน, ลวก
parking: bring the car, come by car, drive there, driving, space for, parked, car space, by car, bring my scooter, drive, coming by motorbike, motorbike parking, drive up; ขับรถ, ขับไป, ขับรถไป, เอารถ, จอด, จอดรถ, รถไป, ลานจอด, ที่จอด, จอดแถว, จอดได้กี่, รถยนต์, ค่าที่จอด, จอดฟรี
weekday: mondays, thursdays, sundays, saturdays, sat, sun, wed; เสาร์, อาทิตย์นี้, จันทร์, พุธ, ศุกร์, อังคาร, พฤหัส, เสาร์อาทิตย์, วันธรรมดา
plate: plates, dinner plate, dinner plates, side plate, platter; จานข้าว, จานใหญ่, จานเล็ก
strainer: strainer, filter, sieve, infuser, mesh; ที่กรอง, กรอง, ตะแกรง, ตะแกรงกรอง
machine: washing machine; เครื่องซัก
tablecloth: strip of cloth, table decoration, table textile, middle of table, dining table cloth, cloth for table, place mat, table mat; ผ้าปู, ผ้าพาดโต๊ะ, ผ้าวางกลางโต๊ะ, คาดโต๊ะ, ปูโต๊ะ, ผ้าตกแต่งโต๊ะ, โต๊ะกินข้าว, โต๊ะอาหาร, รองจาน, เทเบิลรันเนอร์, รันเนอร์
towel: kitchen towel, kitchen cloth, drying cloth, towels, kitchen towels, dish cloth, drying dishes; ผ้าเช็ดแก้ว, เช็ดจาน, ผ้าเช็ด, ผ้าครัว
scarf: wrap around neck, bandana, neck scarf, scarves; ผ้าผูกคอ, พันคอ, ผ้าคล้องคอ, ผ้าคลุม, คล้องคอ
cup: coffee cup, coffee mug, teacup, tea cup, drinking cup, espresso cup; ถ้วยชา, ถ้วยกาแฟ, แก้วชา, แก้วเซรามิก, แก้วน้ำชา, ถ้วยน้ำ
bowl: bowls, rice bowl, soup bowl, cereal bowl, salad bowl, serving bowl, ramen bowl; ชามข้าว, ชามก๋วยเตี๋ยว, ถ้วยข้าว, ถ้วยใส่ข้าว, ชามใหญ่, ชามเล็ก, ชามสลัด, ชามซุป, ถ้วยแกง
pot: tea set, tea pots, teapots, spout; กาชา, ชุดน้ำชา, กาใส่ชา, กาเซรามิก, ชุดชา, พวยกา, กาศิลาดล
tea: teas, loose tea, tea leaves, herbal tea, cuppa, brewed tea, green tea, herbal; ชาเขียว, ชาดอก, ชาสมุนไพร, ชาดอกไม้, ชากระป๋อง, ใบชา
candle: candles, scented candle, tealight, jar candle, travel candle; เทียนหอม, เทียนแก้ว, เทียนกลิ่น, เทียนเล็ก, เทียนใหญ่, เทียนพกพา
cloth: fabrics, textiles, weave, woven, handwoven, material cloth; ผ้าทอ, ทอมือ, ผ้าทอมือ
rice: rice; ข้าว
soldout: is gone, are gone, all gone, be gone, was gone, fire again, kiln opening; ทำอีกเมื่อ, ของเข้าแล้ว
athome: second time, comes again, try once more, came while, gave up, went away again, left a note, left a slip; กลับไปแล้ว, ออกจากบ้าน, มาแล้วกลับไป, ไม่ได้ออกไปรับ
intime: in time, by then, on time, make it by, soon enough, before the weekend, before christmas, deadline; ทัน, ทันมั้ย, ทันไหม, ทันป่าว
wrong: ดันส่ง, ส่งแต่, isn't what, not the colour
missing: i count, should be three, should be two, should be four, mising, came with only; แค่อันเดียว, แค่ใบเดียว, แค่ชิ้นเดียว, มีแค่, มีแต่
broken: survive, survived, shard, splinter, broken off, arrived in pieces; เศษ, เหลือแต่เศษ, กระจาย
exchange: trade up, smaller than, bigger than; แลกได้, ใหญ่แทน, เล็กแทน
return: way back, back to you, the way back; กลับเอง
plate: dish, dishes; จาน
tablecloth: along the table, centre of table, across the table; ปูกลางโต๊ะ, กลางโต๊ะ, บนโต๊ะ
size: กี่เซ็น, กี่เซ็นต์, เซ็นต์, เซนต์; เซ็น
thickness: thick, thickness, how thick, thin; หนา, ความหนา, บาง
wholesale: gift store, gift shop, souvenir shop, little store, retailer, as a retailer, stock your; ร้านของฝาก, ไปขาย, รับของไปขาย, ลงขาย, เข้าร้าน
gift: in nice paper, gift for; ไหว้ผู้ใหญ่, ให้ผู้ใหญ่
hideprice: what it cost, find out what; ไม่ใส่ใบเสร็จ, ไม่อยากให้รู้ราคา, ไม่ให้รู้ราคา
card: ตัดบัตร, ตัดผ่านบัตร
cod: at the door, settle at the door, money to the rider, to the rider, cash to rider; ตอนของถึง, ตอนของมา, ตอนรับของ, จ่ายกับ
open: are you there, you guys there, there on, open up; อยู่ร้านไหม
visit: visit, drop by, stop by, come by, come over, pop by, pop in, come round, drop in, stop in; แวะ, แวะไป, แวะมา, เข้าไปร้าน, ไปที่ร้าน, เดินเล่น
location: based in, are you based, walk to you, walk to, get to yours, nearest; ที่กรุงเทพมีสาขา
dishwasher: in the machine, wash up; เข้าเครื่อง, ใส่เครื่อง
origin: dig, dug, mined; ขุด, ดินที่ไหน
hold: til saturday, until saturday, til sunday, put away for; ฝากเก็บ, ฝากเก็บไว้, เก็บไว้ก่อน
keep: เก็บไว้
custom: my own drawing, own drawing, staff gift; วาด, วาดเอง, แจก, แจกลูกค้า, แจกพนักงาน, ตราบริษัท
booking: is ill, got sick, is sick, fell ill, fell sick, sick; ป่วย, ไม่สบาย, ลงคลาสไว้
voucher: credit instead, buy her credit, something she chooses; เลือกเอง, บัตรให้เลือก
points: shop here, buy here, here often, here a lot, all the time; สิทธิ, สิทธิพิเศษ, สิทธิ์
expire: go away, disappear, ran out; หมดเขต
discount: anything off, something off, first purchase, first time buying, for less; สั่งครั้งแรก
edit: one more, add one, before you pack, before you ship, before it ships; เพิ่มแก้ว, เพิ่มอีกใบ, อีกใบ, แก้ให้, แก้ให้หน่อย
tourist: suvarnabhumi, don mueang, fly out, we leave; สุวรรณภูมิ, ดอนเมือง, ต่างประเทศมาเที่ยว
privacy: everything you have, about me, pass my number, to anybody, to anyone else, to others; ให้ใครต่อ, เอาไปให้, ข้อมูลของเรา
delete: wipe, get rid; ลบ, ลบออก
maker: เปิดร้านมา, เปิดมานาน, มานานยัง, เปิดมากี่, ทำเอง
newsmell: smoke, smoky, burnt, kiln; ควัน, กลิ่นควัน
heatshock: hot tea, shocks of heat, shock, from the fridge; ชาร้อน, รินชาร้อน, เทชาร้อน, ร้อนหรือเย็น
greymark: dark lines, dark marks, black lines, black marks, silver lines, thin grey; รอยเทา, รอยสีเทา
brew: same leaves, leaves again, leaves twice, reuse the leaves; ใบเดิม
stain: drip, dripped, brown inside, gone brown, turned brown; สีน้ำตาลล้าง
teabag: tea bag, tea bags, teabag, teabags; ชาซอง, ถุงชา
machine: machine; เครื่อง
customs: tax man, taxman, tax office; สรรพากร
arrive: land, lands
dislike: อย่างที่คิด, ไม่เหมือนที่คิด, ไม่อย่างที่คิด
edit: number wrong, address wrong, name wrong, wrong postcode
defect: เกรด, เกรดรอง
discount: ถูกๆ, ราคาถูก
crackle: spiderweb, spiderwebs, web, webs, cobwebs
curry: massaman, green curry, tom yum, ketchup, chocolate, soup stain; มัสมั่น, ต้มยำ, พริกแกง, ซีอิ๊ว, น้ำปลา, แกงเขียวหวาน, น้ำจิ้ม
insect: แทะ, กินผ้า, ไล่แมลง
colour: เขียว, ขาว, ดำ, เหลือง, ชมพู, เทา
parking: ไว้รถ, ที่ไว้รถ, ขับ, เอารถมา
voucher: some credit, credit to spend
restaurant: coffee place, coffee bar
newsmell: ไหม้, กลิ่นเหม็นไหม้
greymark: spoon marks, from spoons
stain: inside my cup, inside the cup; ก้นแก้วดำ, คราบในแก้ว
hold: save it for, keep aside, set aside
points: member card, membership card, regular here
refund: on my card, on my credit card, back on my; เข้าบัตร, เข้าบัญชี
track: any update, any sign; ของไปถึงไหน, พัสดุถึงไหน
wholesale: for resale, sell them on
class: throw a pot, spin clay; เรียนทำ, อยากเรียน
child: little kid, small child, small children; ลูกๆ, เจ้าตัวเล็ก
student: student, pupil, undergraduate; นักเรียน, นักศึกษา, นิสิต
extend: extend, extension, prolong; ต่ออายุ, ต่อเวลา, ขยายเวลา
weight: does it weigh, it weighs
`
