/**
 * What customers of any shop or service say for the same thing, in both languages: one concept a line,
 * `name: English; Thai`. A term may stand in several lines. Words of one form are joined by the stemmer already.
 * This is general vocabulary; what one business sells or promises belongs into its knowledge.
 */
export const conceptLines = `
price: price, cost, pricing, rate, tariff, how much, how much is, how much are, how much do you charge, charge, expensive, cheap, affordable, baht, dollar, costs, how expensive, what does it cost; ราคา, กี่บาท, กี่ตัง, ตังค์, แพง, คิดเงิน, คิดเท่าไร, คิดเท่าไหร่, ค่าใช้จ่าย, เสียเงิน, เสียตัง, ค่า, ใบละ, ชิ้นละ, อันละ, คนละ, ตัวละ, เสียค่า, กี่บาทคะ, ราคาเท่าไหร่, ราคาเท่าไร, เท่าไหร่คะ
fee: fee, surcharge, extra charge, extra cost, charge extra; ค่าธรรมเนียม, ค่าบริการ, คิดเพิ่ม, บวกเพิ่ม, เสียเพิ่ม
free: free, no charge, at no cost, gratis, complimentary, for free; ฟรี, ไม่คิดเงิน, ไม่เสียเงิน, ไม่เสีย, ไม่มีค่าใช้จ่าย, แถม
ship: ship, shipping, shipment, deliver, delivery, send, post, postage, mail out, dispatch, freight, ship out, send out, delivery guy, deliveries, post it, courier it; ส่ง, จัดส่ง, ส่งของ, ส่งสินค้า, ส่งออก, การส่ง, ส่งถึง, มาส่ง, ไปส่ง, จัดส่งสินค้า, ส่งมา, ส่งถึงบ้าน
parcel: parcel, package, box, shipment, packet, my order; พัสดุ, กล่อง, หีบห่อ, ของที่สั่ง, ของที่ส่ง
carrier: carrier, courier, delivery company, shipping company, logistics, who delivers, delivery service, kerry, flash express, dhl, fedex, ups, ems, thailand post, postman; ขนส่ง, บริษัทขนส่ง, ไปรษณีย์, ไปรษณีย์ไทย, เคอรี่, แฟลช, ไรเดอร์, เคอรี, คนส่งของ, เจ้าไหน, ขนส่งอะไร
track: track, tracking, trace, tracking number, where is my order, where is my parcel, where is my package, wheres my order, wheres my parcel, wheres my package, order status, where is it, has it shipped, hasn't arrived, hasnt arrived, not arrived, never arrived, didn't arrive, still waiting for my order, still waiting for my parcel; เลขพัสดุ, ติดตาม, เช็กพัสดุ, เช็คพัสดุ, แทร็ก, แทรค, แทร็ค, เลขแทร็ก, เลขแทร็ค, สถานะ, ตามของ, ของยังไม่มา, ยังไม่ได้ของ, ยังไม่ได้รับของ, ยังไม่ได้รับ, ของถึงไหน, ถึงไหนแล้ว, ของอยู่ไหน, ยังไม่ถึง, ของยังไม่ถึง, ไม่ได้ของ, ไม่ได้รับของ, เช็คสถานะ, เช็กสถานะ
arrive: arrive, arrival, receive, get here, gets here, turn up, come, reach me, be here; ได้รับ, ได้ของ, มาถึง, ของถึง, ถึงมือ, ของมา, ถึงกี่วัน, ถึงวันไหน, กี่วันถึง, ถึงเมื่อไร, ถึงเมื่อไหร่
athome: at home, nobody home, nobody is home, not home, not at home, be out, won't be in, wont be in, not in, missed delivery, missed the delivery, missed the delivery guy, no one home; ไม่อยู่บ้าน, ไม่มีคนรับ, ไม่มีใครรับ, ไม่อยู่, คนรับของ, รับไม่ทัน, ไม่มีคนอยู่, ไม่ได้รับสาย, ไม่มีใครอยู่
abroad: abroad, overseas, international, internationally, outside thailand, outside the country, foreign, worldwide, another country, other countries, country; ต่างประเทศ, นอกประเทศ, เมืองนอก, ต่างแดน, ทั่วโลก
domestic: domestic, within thailand, in thailand, inside thailand, nationwide, provinces, thailand; ในประเทศ, ทั่วไทย, ทั่วประเทศ, ในไทย, ต่างจังหวัด, จังหวัด
job: job, vacancy, hiring, hire, work for you, work here, internship, intern, career, salary, recruit, employment; สมัครงาน, รับสมัคร, งานว่าง, เงินเดือน, ฝึกงาน, ทำงานที่ร้าน, หางาน, พนักงาน
restaurant: restaurant, cafe, coffee shop, dinner, lunch; ร้านอาหาร, คาเฟ่, ร้านกาแฟ
hotel: hotel, hostel, guesthouse, accommodation, room; โรงแรม, ที่พัก, ห้องพัก
customs: customs, duty, duties, import tax, import duty, import taxes, import fee, customs fee, tariff; ศุลกากร, ภาษีนำเข้า, อากร, ค่าภาษี
return: return, send back, sending back, send it back, send something back, sending stuff back, take back, give back, bring back, final sale; คืน, คืนของ, คืนสินค้า, ส่งคืน, ส่งกลับ, รับคืน, คืนได้, ไม่รับคืน, ส่งของกลับ, กลับไปคืน
refund: refund, money back, reimburse, reimbursement, get my money, my money; คืนเงิน, ได้เงินคืน, เงินคืน, รับเงินคืน, เงินเข้า, ขอเงินคืน, ได้เงิน
dislike: dont like, don't like, changed my mind, change of mind, not what i expected, regret, not happy with; ไม่ชอบ, ไม่ถูกใจ, เปลี่ยนใจ, ไม่เอาแล้ว
exchange: exchange, swap, change for another, trade in, change it for; เปลี่ยน, แลก, สลับ, ขอเปลี่ยน, เปลี่ยนเป็น, แลกเป็น, เปลี่ยนสี, เปลี่ยนขนาด, เปลี่ยนไซซ์, เปลี่ยนไซส์
replace: replace, replacement; เปลี่ยนให้, ชิ้นใหม่, ของใหม่
cancel: cancel, cancellation, call off, annul; ยกเลิก, แคนเซิล, แคนเซิ้ล, ไม่เอาแล้ว
edit: change, edit, amend, modify, update, correct, alter, fix, wrong address; แก้, แก้ไข, เปลี่ยน, เปลี่ยนแปลง, ปรับ, กรอกผิด
broken: broken, break, breakage, smash, shatter, crack, chip, damage, in pieces, fell apart; แตก, หัก, ร้าว, พัง, บิ่น, เสียหาย, ชำรุด, แตกหัก
defect: faulty, fault, defect, defective, flaw, imperfect, imperfection, second, seconds, b-grade, blemish; ตำหนิ, มีตำหนิ, เกรดบี, ไม่สมบูรณ์, เกรดรอง
wrong: wrong, incorrect, mistake, not what i ordered, mixed up, mix-up, wrong item, different item, sent the wrong, got the wrong; ผิด, ไม่ตรง, ไม่ใช่ที่สั่ง, ส่งผิด, สลับ, ได้ผิด, ของผิด, ผิดสี, สีผิด, ผิดไซส์, ส่งมาผิด, ส่งของผิด
missing: missing, incomplete, not in the box, forgot, left out, not all; ไม่ครบ, ขาด, ตกหล่น, ของหาย, หายไป, ได้ไม่ครบ, ได้มา, ได้แค่
pay: pay, payment, payment method, payment option; จ่าย, ชำระ, ชำระเงิน, จ่ายเงิน, จ่ายตัง, จ่ายตังค์, ช่องทางชำระ, การชำระเงิน
card: credit card, debit card, credit cards, debit cards, visa, mastercard, amex, jcb, bank card; บัตรเครดิต, บัตรเดบิต, รูดบัตร, เครดิต, วีซ่า
cash: cash, banknotes; เงินสด, สด
cod: cash on delivery, cod, pay on delivery, pay when it arrives, pay when it comes, pay when i get it, pay when i receive it, pay at the door; เก็บเงินปลายทาง, เก็บปลายทาง, จ่ายปลายทาง, ปลายทาง, จ่ายตอนของมา, จ่ายตอนของมาถึง, จ่ายตอนรับของ, ชำระปลายทาง, จ่ายตอนได้ของ
transfer: bank transfer, transfer, wire, wire transfer; โอน, โอนเงิน, โอนผ่านธนาคาร, โอนเข้าบัญชี
bank: bank, banking; ธนาคาร, แบงก์, แบงค์
account: account; บัญชี
qr: qr, qr code, promptpay, scan; พร้อมเพย์, คิวอาร์, สแกน, สแกนจ่าย, พร้อมเพ, qr
slip: slip, proof of payment, payment proof, transfer slip; สลิป, หลักฐานการโอน, ใบโอน, แนบสลิป
instalment: installment, instalment, pay later, monthly payments; ผ่อน, ผ่อนชำระ, แบ่งจ่าย
receipt: receipt, bill; ใบเสร็จ, บิล, ใบเสร็จรับเงิน
invoice: invoice, tax invoice, vat invoice, company tax id, tax id; ใบกำกับ, ใบกำกับภาษี, ในนามบริษัท, ออกในนาม, ใบเสร็จเต็มรูป, ใบเสร็จเต็มรูปแบบ
tax: tax, vat; ภาษี, แวต, vat, มูลค่าเพิ่ม
tourist: tourist, traveller, traveler, foreigner, visitor; นักท่องเที่ยว, ชาวต่างชาติ, ต่างชาติ, ฝรั่ง
discount: discount, promo, promotion, coupon, deal, percent off, money off, reduction, special offer, on sale, voucher code, promo code, discount code, for less, reduced; ส่วนลด, โปร, โปรโมชั่น, โปรโมชัน, คูปอง, ลดราคา, ลดไหม, ลดมั้ย, โค้ดลด, โค้ดส่วนลด, ราคาพิเศษ, ลดให้, ลด
code: code; โค้ด, รหัส
newsletter: newsletter, subscribe, mailing list, monthly letter; จดหมายข่าว, รับข่าว
points: loyalty, loyalty points, point, reward, rewards program, membership, member, bonus points; แต้ม, สะสมแต้ม, สะสม, คะแนน, คะแนนสะสม, สะสมคะแนน, สมาชิก
voucher: voucher, gift card, gift voucher, gift certificate, store credit; บัตรของขวัญ, กิ๊ฟการ์ด, กิฟต์การ์ด, กิ๊ฟวอยเชอร์, บัตรกำนัล, gift voucher, voucher, วอยเชอร์
gift: gift, present; ของขวัญ, ของฝาก
wrap: wrap, wrapping, gift wrap, giftwrap, ribbon; ห่อ, ห่อของขวัญ, ห่อให้, ริบบิ้น
greeting: greeting card, handwritten card, handwritten note, personal message, gift message, note, card, write a card, write something; การ์ด, อวยพร, การ์ดอวยพร, ข้อความ, เขียนการ์ด
directly: straight to, directly to, send it to a friend; ส่งตรง, ส่งให้เพื่อน
wholesale: wholesale, bulk, reseller, b2b, in bulk, bulk order, large quantity, buy a lot, buying a lot, trade price, resell, stockist, bulk orders, large order, quantity discount; ขายส่ง, ราคาส่ง, จำนวนมาก, ซื้อเยอะ, ซื้อเยอะๆ, ล็อตใหญ่, รับไปขาย, เอาไปขาย, สั่งเยอะ, ซื้อส่ง, สั่งจำนวนมาก, ซื้อจำนวนมาก, ขายต่อ
business: business, company, shops, retailer; ร้านค้า, บริษัท, กิจการ
minimum: minimum, at least, min order, from how many; ขั้นต่ำ, อย่างน้อย, เริ่มต้น
leadtime: lead time, turnaround, production time, processing time, take to make; ใช้เวลาทำ, ระยะเวลาผลิต, ผลิต, รอผลิต
custom: custom, customise, customize, bespoke, made to order, logo, brand it, own design, custom-made; สั่งทำ, โลโก้, ออกแบบเอง, ทำตามแบบ, พรีออเดอร์, ลายของเรา
name: name, engrave, engraving, personalise, personalize, personalised, personalized, initials, lettering; ชื่อ, สลัก, สลักชื่อ, ใส่ชื่อ, เขียนชื่อ, พิมพ์ชื่อ
stock: stock, in stock, have left, any left, have it in; สต็อก, สต๊อก, มีของ, ของเหลือ, เหลือ, เช็กของ, เช็คของ
soldout: sold out, out of stock, restock, back in stock, when is it back, no stock, be back, get more; หมด, ของหมด, เติมของ, สินค้าหมด, หมดสต็อก, เข้าอีก, มีอีก, เติม, ของเข้า, จะเข้า
hold: hold, set aside, put aside, put one aside, put it aside, keep it for me, keep one for me, reserve; เก็บไว้ให้, เก็บไว้, เก็บของไว้, เก็บของไว้ให้, กันของ, จองของ, กันไว้, ล็อกของ
pickup: pick up, pickup, pick it up, collect it, collect, click and collect, collection, collect my order, come and get it, come and collect, self collect, in person; รับที่ร้าน, รับเอง, ไปรับ, ไปเอา, ไปเอาเอง, มารับ, ไปรับที่ร้าน, รับหน้าร้าน, รับของเอง, รับสินค้าหน้าร้าน, รับสินค้าที่ร้าน, รับของที่ร้าน, มาเอาเอง, ไปรับเอง, มารับเอง, เข้าไปรับ, แวะรับ
shop: store, shop, branch, showroom, outlet, boutique, storefront; ร้าน, สาขา, หน้าร้าน, โชว์รูม
location: address, location, where are you, where is your store, where is your shop, directions, find you, get to the shop, get to the store, get to you, get there, map, located, situated; พิกัด, แผนที่, ร้านอยู่, ร้านอยู่ที่ไหน, ร้านอยู่ไหน, ร้านอยู่ตรงไหน, ร้านอยู่แถวไหน, ไปร้านยังไง, ไปร้าน, ไปที่ร้าน, โลเคชั่น, โลเคชัน, ตั้งอยู่, ที่ตั้ง, ที่อยู่ร้าน
addressword: address; ที่อยู่
open: open, opening, opening hours, hours, business hours, close, closing, closed, shut; เปิด, ปิด, เวลาทำการ, เปิดปิด, เปิดร้าน, ปิดร้าน, หยุด, เปิดถึง, เวลาเปิด
holiday: holiday, public holiday, bank holiday, new year, christmas, songkran, festival, loy krathong, easter, vacation; วันหยุด, นักขัตฤกษ์, ปีใหม่, สงกรานต์, ลอยกระทง, เทศกาล, คริสต์มาส, ตรุษจีน, วันหยุดยาว
weekday: monday, tuesday, wednesday, thursday, friday, saturday, sunday, weekend, weekday; วันจันทร์, วันอังคาร, วันพุธ, วันพฤหัส, วันพฤหัสบดี, วันศุกร์, วันเสาร์, วันอาทิตย์, เสาร์อาทิตย์, จันทร์, อังคาร, พฤหัส, ศุกร์, เสาร์
parking: parking, park, car park, park my car, leave my car, parking lot, parking space; ที่จอดรถ, จอดรถ, จอด, ที่จอด, ลานจอด, รถจอด, รถไปจอด
vehicle: car, motorbike, motorcycle, scooter, bicycle, bike; รถ, รถยนต์, มอเตอร์ไซค์, จักรยาน
contact: contact, reach you, get in touch, talk to someone, speak to, customer service, support, contact details, message you; ติดต่อ, ช่องทางติดต่อ, ทัก, คุยกับ, ติดต่อร้าน
phone: phone, phone number, telephone, call, mobile number, ring you; โทร, เบอร์, เบอร์โทร, โทรศัพท์, เบอร์ติดต่อ, เบอร์ร้าน
email: email, e-mail; อีเมล, เมล, อีเมล์
line: line, line id, line account; ไลน์, แอดไลน์, ไอดีไลน์, line
accessible: wheelchair, accessible, accessibility, disabled, disability, step-free, ramp; วีลแชร์, คนพิการ, ทางลาด, ผู้พิการ, รถเข็น
stroller: stroller, pushchair, pram, buggy; รถเข็นเด็ก, รถเข็น
warranty: warranty, guarantee, guaranteed, covered; รับประกัน, ประกัน, การันตี, เคลม, มีประกัน
repair: repair, mend, fix, loose, came off, comes off, fell off, fall off, came loose; ซ่อม, หลุด, หลวม
wash: wash, clean, laundry, rinse, launder, washing machine; ซัก, ล้าง, ทำความสะอาด, ซักเครื่อง, ซักมือ, เครื่องซักผ้า
dishwasher: dishwasher, dish washer, dishwashing machine; เครื่องล้างจาน, ล้างเครื่อง
microwave: microwave, micro wave, heat up, heat, warm up, reheat; ไมโครเวฟ, ไมโครเวป, เวฟ, เข้าเวฟ, อุ่น
oven: oven, ovenproof, oven proof, stove, open flame, naked flame, bake; เตาอบ, อบ, เข้าเตา, ตั้งไฟ
fridge: fridge, refrigerator, freezer, refrigerate; ตู้เย็น, แช่เย็น, ช่องแช่แข็ง, แช่ตู้เย็น
iron: iron, ironing, press; รีด, เตารีด
stain: stain, mark, spot, discolour, discolor, spill; คราบ, รอยเปื้อน, เปื้อน, เลอะ, หยด
fade: fade, colour run, bleed, colour bleed; สีตก, ซีด, สีซีด, คายสี
material: material, made of, made from, made out of, fabric, what is in, whats in, what's in, ingredient, contain, real, genuine, composition; ทำจาก, ทำจากอะไร, วัสดุ, ส่วนผสม, ทำด้วย, เนื้อผ้า, แท้, ส่วนประกอบ, ใช้ทำ
origin: come from, comes from, origin, sourced, source, grown, where is it from, where are they from, made in; มาจาก, มาจากไหน, จากไหน, แหล่งที่มา, ปลูกที่ไหน, ผลิตที่ไหน
safe: safe, toxic, lead, harmful, chemical, poisonous, cadmium, lead-free, food safe, food-safe, non-toxic, safety; ปลอดภัย, สารพิษ, ตะกั่ว, อันตราย, สารตะกั่ว, แคดเมียม, สารเคมี, โลหะหนัก
eat: eat, eat from, food, drink from; กินได้, ใส่อาหาร, อาหาร, ใส่ของกิน
allergy: allergy, allergic, allergen, allergies, intolerant, intolerance; แพ้, ภูมิแพ้, ก่อภูมิแพ้, สารก่อภูมิแพ้
nut: nut, peanut, almond; ถั่ว, นัท
gluten: gluten, celiac, coeliac; กลูเตน
milk: milk, dairy, lactose; นม, แลคโตส
caffeine: caffeine, decaf, decaffeinated, caffeinated, caffeine-free, caffeine free; คาเฟอีน, กาเฟอีน, ดีแคฟ, นอนไม่หลับ
keep: store, keep, storage, storing, keep fresh; เก็บ, เก็บรักษา, วิธีเก็บ
expire: expire, expiry, expiration, shelf life, best before, go off, go bad, use by, valid, validity, how long does it last, how long do they last, good for; หมดอายุ, อยู่ได้นาน, ควรบริโภค, อายุ, เก็บได้นาน, วันหมดอายุ, ใช้ได้ถึง, เก็บได้กี่, ใช้ได้กี่, มีอายุ
last: last, burn time, burn; จุดได้, จุดได้นาน, ใช้ได้นาน, เผาไหม้, อยู่ได้กี่
size: size, dimension, measurement, diameter, height, width, length, how big, how large, how tall, how wide, how long is it, how deep, tall, wide, centimetre, centimeter, cm, inch, measure; ขนาด, กว้าง, ยาว, สูง, ไซซ์, ไซส์, เส้นผ่านศูนย์กลาง, ลึก, เซนติเมตร, เซน, ซม
capacity: capacity, volume, hold, ml, millilitre, milliliter, litre, liter; จุ, ความจุ, มล, มิลลิลิตร, ลิตร, ปริมาตร
big: big, large, xl; ใหญ่, ใบใหญ่, ไซส์ใหญ่
small: small, little, mini, travel size; เล็ก, ใบเล็ก, เล่มเล็ก
weight: weight, weigh, heavy, kilo, kg, gram; น้ำหนัก, หนัก, กิโล, กก, กรัม
colour: colour, color, shade, blue, brown, black, white, red; สี, สีอื่น, สีน้ำเงิน, สีน้ำตาล, สีดำ, สีขาว
scent: scent, smell, fragrance, aroma, odour, odor, scented; กลิ่น, หอม
class: class, course, workshop, lesson, tuition, learn, teach; คลาส, คอร์ส, เรียน, เวิร์กช็อป, เวิร์คช็อป, เวิร์คช้อป, สอน, ค่าเรียน, ห้องเรียน, เวิร์กชอป
booking: book, booking, reserve, reservation, sign up, register, spot, appointment, enrol, enroll; จอง, ลงทะเบียน, สำรองที่, จองคิว, สมัครเรียน
child: child, kid, son, daughter, toddler, baby, year old, years old, age, minimum age, boy, girl, grandchild; เด็ก, ลูก, หลาน, ขวบ, อายุกี่ปี, ลูกสาว, ลูกชาย
privacy: personal data, privacy, personal information, my data, gdpr, pdpa, data protection, delete my data; ข้อมูลส่วนตัว, ความเป็นส่วนตัว, ข้อมูลส่วนบุคคล, pdpa
delete: delete, erase, remove; ลบ, ลบข้อมูล
eco: eco, eco-friendly, eco friendly, environment, environmental, sustainable, sustainability, recycle, recyclable, recycled, green packaging, plastic, plastic-free; รักษ์โลก, สิ่งแวดล้อม, รีไซเคิล, พลาสติก, ลดขยะ, ถุงพลาสติก
packaging: packaging, packing, packed, pack; แพ็กเกจ, แพคเกจ, บรรจุภัณฑ์, แพ็ก, แพ็ค, การแพ็ค, หีบห่อ
maker: maker, who makes, founder, craftsman, artisan, potter, about you, about the shop, your story, founded; ใครทำ, คนทำ, ช่าง, ผู้ผลิต, ประวัติร้าน, ผู้ก่อตั้ง, ช่างปั้น, เปิดมากี่ปี, เปิดมานาน, ทำเอง
invoiceaddress: billing address; ที่อยู่ออกใบกำกับ
brew: brew, steep, infuse, infusion, make tea, temperature, how hot, degrees; ชง, วิธีชง, แช่ชา, องศา, อุณหภูมิ, ร้อน
cold: cold, iced, cold brew; เย็น, สกัดเย็น
firstuse: first use, before using, brand new; ก่อนใช้, ใช้ครั้งแรก
cup: cup, mug, beaker; แก้ว, ถ้วย, แก้วมัก, แก้วน้ำ, แก้วกาแฟ
bowl: bowl; ชาม
plate: plate, saucer; จาน, จานรอง
pot: teapot, tea pot, pot, kettle; กาน้ำชา, กา, ป้านชา, กาน้ำ
tea: tea; ชา, น้ำชา, ใบชา
coffee: coffee, espresso, latte; กาแฟ
candle: candle; เทียน, เทียนหอม
wax: wax, paraffin; ไข, พาราฟิน, น้ำตาเทียน
scarf: scarf, shawl, neckerchief; ผ้าพันคอ, ผ้าคลุมไหล่
cloth: cloth, textile, fabric, linen; ผ้า, สิ่งทอ, เนื้อผ้า
tablecloth: table runner, tablecloth, table cloth, placemat, table linen; ผ้าปูโต๊ะ, ผ้าคาดโต๊ะ
towel: tea towel, dish towel, dishcloth, towel; ผ้าเช็ดจาน, ผ้าขนหนู, ผ้าเช็ดมือ
pottery: pottery, ceramic, ceramics, stoneware, crockery, earthenware, porcelain, tableware; เซรามิก, เซรามิค, เครื่องปั้นดินเผา, งานปั้น, สโตนแวร์, กระเบื้อง
clay: clay; ดิน, ดินเหนียว
throwing: hand-building, wheel throwing, make a pot; ปั้น, ปั้นดิน, ปั้นมือ
glaze: glaze, glazing, coating; เคลือบ
pattern: pattern, design; ลาย, ดีไซน์
kiln: kiln; เตาเผา
photo: photo, picture, pic; รูป, ถ่ายรูป, รูปถ่าย, ภาพ
gold: gold; ทอง, ทองคำ
machine: machine; เครื่อง
`

/** Phrases that mean two things at once: `phrase = concept + concept`. */
export const compoundLines = `
ค่าส่ง = price + ship
ค่าจัดส่ง = price + ship
ค่าขนส่ง = price + ship
ค่าไปรษณีย์ = price + ship
ออกค่าส่ง = price + ship
ส่งฟรี = ship + free
ไม่เสียค่าส่ง = ship + free
ไม่คิดค่าส่ง = ship + free
ฟรีค่าส่ง = ship + free
ค่าจอดรถ = price + parking
ค่าจอด = price + parking
ค่าห่อ = price + wrap
ค่าห่อของขวัญ = price + wrap + gift
ห่อของขวัญ = wrap + gift
gift wrap = wrap + gift
gift wrapping = wrap + gift
transfer slip = transfer + slip
สลิปโอน = transfer + slip
เสียค่าส่ง = price + ship
คิดค่าส่ง = price + ship
travel visa = visa + travel
get a visa = visa + travel
visa application = visa + travel
ทำวีซ่า = visa + travel
ขอวีซ่า = visa + travel
phone case = phone + cover
ค่าเรียน = price + class
ค่าส่งคืน = price + ship + return
ส่งต่างประเทศ = ship + abroad
ชาเขียว = tea + green
green tea = tea + green
free shipping = ship + free
free delivery = ship + free
shipping cost = price + ship
shipping costs = price + ship
shipping fee = price + ship
delivery fee = price + ship
delivery charge = price + ship
postage = price + ship
return shipping = return + ship
return postage = return + price + ship
`

/** What a question asks for. The words count little; that the answer holds such a thing counts. */
export const intentLines = `
?amount: how much, how many; เท่าไร, เท่าไหร่, เท่าไหร, เท่าไร่, เท่าใด, กี่
?duration: how long, how soon, how fast, how quick, how quickly, how many days, how many weeks, how many hours, how many months, how long til, how long until; กี่วัน, กี่ชั่วโมง, กี่ชม, กี่เดือน, กี่สัปดาห์, กี่อาทิตย์, กี่นาที, นานแค่ไหน, นานไหม, นานมั้ย, นานเท่าไร, นานเท่าไหร่, นาน, ใช้เวลา, ใช้เวลากี่วัน
?time: when, what time, what day, which day, since when; กี่โมง, เมื่อไร, เมื่อไหร่, ตอนไหน, วันไหน, วันไหนบ้าง, กี่ทุ่ม
?place: where; ที่ไหน, ตรงไหน, แถวไหน, อยู่ไหน
?person: who; ใคร
?which: which, what kind, what kinds of, what kind of, what type of, what types of, what sort of, what sorts of, what are the options; อะไรบ้าง, อะไรมั่ง, แบบไหนบ้าง, มีอะไรบ้าง, ตัวไหน, อันไหน, ชนิดไหน, กี่แบบ, อะไร
?sell: do you sell, for sale, sell, do you stock, in your shop do you have; ขาย, มีขาย, ขายไหม, ขายมั้ย, วางขาย
`

/** Concepts that often stand for each other, and how far (0 to 1). */
export const relatedConcepts: readonly (readonly [string, string, number])[] = [
  ['refund', 'return', 0.5], ['return', 'dislike', 0.6], ['exchange', 'edit', 0.5], ['exchange', 'replace', 0.6],
  ['exchange', 'return', 0.3], ['ship', 'arrive', 0.7], ['ship', 'parcel', 0.4], ['ship', 'carrier', 0.6],
  ['parcel', 'track', 0.4], ['parcel', 'packaging', 0.5], ['price', 'fee', 0.8], ['price', '?amount', 0.6],
  ['price', 'free', 0.5], ['fee', 'free', 0.5], ['arrive', 'track', 0.4], ['customs', 'tax', 0.5], ['tax', 'invoice', 0.5],
  ['receipt', 'invoice', 0.7], ['card', 'pay', 0.5], ['cash', 'pay', 0.4], ['cod', 'pay', 0.5], ['transfer', 'pay', 0.5],
  ['qr', 'pay', 0.5], ['transfer', 'bank', 0.6], ['bank', 'account', 0.5], ['wholesale', 'business', 0.6], ['business', 'restaurant', 0.5], ['business', 'hotel', 0.5],
  ['custom', 'name', 0.4], ['stock', 'soldout', 0.6], ['hold', 'booking', 0.5], ['shop', 'location', 0.4],
  ['location', 'addressword', 0.7], ['location', '?place', 0.6], ['shop', 'open', 0.2], ['holiday', 'open', 0.4],
  ['weekday', 'open', 0.4], ['contact', 'phone', 0.8], ['contact', 'email', 0.8],
  ['contact', 'line', 0.8], ['phone', 'email', 0.4], ['phone', 'line', 0.4], ['accessible', 'stroller', 0.6],
  ['warranty', 'repair', 0.5], ['warranty', 'broken', 0.3], ['broken', 'defect', 0.6], ['broken', 'missing', 0.2],
  ['wrong', 'missing', 0.5], ['dishwasher', 'wash', 0.4], ['microwave', 'oven', 0.5], ['keep', 'fridge', 0.3],
  ['expire', 'keep', 0.5], ['expire', 'last', 0.6], ['expire', '?duration', 0.4], ['last', '?duration', 0.4],
  ['leadtime', '?duration', 0.5], ['size', 'big', 0.5], ['size', 'small', 0.5], ['size', 'capacity', 0.5],
  ['capacity', 'big', 0.4], ['material', 'origin', 0.5], ['material', 'clay', 0.4], ['material', 'wax', 0.5],
  ['safe', 'allergy', 0.2], ['safe', 'eat', 0.5], ['eco', 'packaging', 0.6], ['class', 'throwing', 0.6],
  ['pottery', 'throwing', 0.5], ['pottery', 'cup', 0.4], ['pottery', 'bowl', 0.4], ['pottery', 'pot', 0.4],
  ['pottery', 'clay', 0.5], ['pottery', 'glaze', 0.4], ['privacy', 'delete', 0.4], ['gift', 'wrap', 0.4],
  ['greeting', 'gift', 0.4], ['voucher', 'gift', 0.4], ['discount', 'code', 0.6], ['discount', 'price', 0.3],
  ['newsletter', 'discount', 0.4], ['tablecloth', 'cloth', 0.7], ['towel', 'cloth', 0.5], ['scarf', 'cloth', 0.5],
  ['wax', 'candle', 0.5], ['iron', 'cloth', 0.2], ['brew', 'tea', 0.3], ['pot', 'tea', 0.3], ['?time', '?duration', 0.5],
  ['?time', 'open', 0.3], ['?duration', 'arrive', 0.4], ['child', '?amount', 0.1], ['abroad', 'customs', 0.3],
  ['fade', 'wash', 0.4], ['fade', 'colour', 0.5], ['maker', '?person', 0.5], ['athome', 'arrive', 0.3],
]
