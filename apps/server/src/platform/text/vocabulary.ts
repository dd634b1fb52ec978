/**
 * What customers of any shop or service say for the same thing, in both languages: one concept a line,
 * `name: English; Thai`. A term may stand in several lines. Words of one form are joined by the stemmer already.
 * This is general vocabulary; what one business sells or promises belongs into its knowledge.
 */
export const conceptLines = `
price: price, cost, pricing, rate, tariff, how much, how much is, how much are, how much do you charge, charge, expensive, cheap, affordable, baht, dollar, costs, how expensive, what does it cost, price list, set me back, going to cost, bucks, quote, how much for, how much does, how much do, how much would, how much will, how much to, how much it costs, hw much, howmuch; ราคา, กี่บาท, กี่ตัง, ตังค์, แพง, คิดเงิน, คิดเท่าไร, คิดเท่าไหร่, ค่าใช้จ่าย, เสียเงิน, เสียตัง, ค่า, ใบละ, ชิ้นละ, อันละ, คนละ, ตัวละ, เสียค่า, กี่บาทคะ, ราคาเท่าไหร่, ราคาเท่าไร, เท่าไหร่คะ, คิดยังไง, คิดราคายังไง, คิดราคา, เรท, กี่บ., ราคาเริ่มต้น, คู่ละ, ชุดละ, ผืนละ, ถุงละ, เล่มละ, กล่องละ
fee: fee, surcharge, extra charge, extra cost, charge extra, additional cost, additional charge, pay extra, pay more, costs extra; ค่าธรรมเนียม, ค่าบริการ, คิดเพิ่ม, บวกเพิ่ม, เสียเพิ่ม, จ่ายเพิ่ม, คิดเงินเพิ่ม, ชาร์จเพิ่ม, มีค่าใช้จ่ายเพิ่ม
free: free, no charge, at no cost, gratis, complimentary, for free, free of charge, without paying; ฟรี, ไม่คิดเงิน, ไม่เสียเงิน, ไม่เสีย, ไม่มีค่าใช้จ่าย, แถม, ไม่ต้องจ่าย, แถมฟรี
ship: ship, shipping, shipment, deliver, delivery, send, post, postage, mail out, dispatch, freight, ship out, send out, delivery guy, deliveries, post it, courier it, sent to, posted, get it to me; ส่ง, จัดส่ง, ส่งของ, ส่งสินค้า, ส่งออก, การส่ง, ส่งถึง, มาส่ง, ไปส่ง, จัดส่งสินค้า, ส่งมา, ส่งถึงบ้าน, ส่งไป, ส่งให้, ส่งด่วน, ส่งตรง
parcel: parcel, package, box, shipment, packet, my order; พัสดุ, กล่อง, หีบห่อ, ของที่สั่ง, ของที่ส่ง
carrier: carrier, courier, delivery company, shipping company, logistics, who delivers, delivery service, kerry, flash express, dhl, fedex, ups, ems, thailand post, postman, which courier, who do you ship with, mailman, delivery man, driver, flash, which service; ขนส่ง, บริษัทขนส่ง, ไปรษณีย์, ไปรษณีย์ไทย, เคอรี่, แฟลช, ไรเดอร์, เคอรี, คนส่งของ, เจ้าไหน, ขนส่งอะไร, ขนส่งเจ้าไหน, ขนส่งไหน, พี่ไปรษณีย์, พนักงานส่งของ, j&t, บริษัทส่งของ
track: track, tracking, trace, tracking number, where is my order, where is my parcel, where is my package, wheres my order, wheres my parcel, wheres my package, order status, where is it, has it shipped, hasn't arrived, hasnt arrived, not arrived, never arrived, didn't arrive, still waiting for my order, still waiting for my parcel, tracking link, tracking code, track and trace, whereabouts, shipped yet, lost parcel, parcel lost, package lost, stuck; เลขพัสดุ, ติดตาม, เช็กพัสดุ, เช็คพัสดุ, แทร็ก, แทรค, แทร็ค, เลขแทร็ก, เลขแทร็ค, สถานะ, ตามของ, ของยังไม่มา, ยังไม่ได้ของ, ยังไม่ได้รับของ, ยังไม่ได้รับ, ของถึงไหน, ถึงไหนแล้ว, ของอยู่ไหน, ยังไม่ถึง, ของยังไม่ถึง, ไม่ได้ของ, ไม่ได้รับของ, เช็คสถานะ, เช็กสถานะ, เช็คของ, พัสดุหาย, ของหาย, ส่งของหรือยัง, ส่งหรือยัง, ส่งยัง, ส่งรึยัง, เช็คพัสดุยังไง, พัสดุอยู่ไหน, ไม่ขยับ, เลข tracking
arrive: arrive, arrival, receive, get here, gets here, turn up, come, reach me, be here, get it by, get to me, be delivered, at my door, reach, reaches; ได้รับ, ได้ของ, มาถึง, ของถึง, ถึงมือ, ของมา, ถึงบ้าน, ของจะถึง, จะถึง, จะได้ของ, จะได้รับ, ใช้เวลาส่ง
athome: at home, nobody home, nobody is home, not home, not at home, be out, won't be in, wont be in, not in, missed delivery, missed the delivery, missed the delivery guy, no one home, not around, nobody was home, nobody was at home, nobody there, wasn't home, wasnt home, am away, away from home, redelivery, deliver again, try again, at work when; ไม่อยู่บ้าน, ไม่มีคนรับ, ไม่มีใครรับ, ไม่อยู่, คนรับของ, รับไม่ทัน, ไม่มีคนอยู่, ไม่ได้รับสาย, ไม่มีใครอยู่, ไม่อยู่ห้อง, ไม่มีใครอยู่บ้าน, ส่งใหม่, มาส่งใหม่, มาอีกรอบ, ตีกลับ, ของตีกลับ
abroad: abroad, overseas, international, internationally, outside thailand, outside the country, foreign, worldwide, another country, other countries, country, outside of thailand, other country, from abroad, across the world; ต่างประเทศ, นอกประเทศ, เมืองนอก, ต่างแดน, ทั่วโลก, ประเทศอื่น
domestic: domestic, within thailand, in thailand, inside thailand, nationwide, provinces, thailand; ในประเทศ, ทั่วไทย, ทั่วประเทศ, ในไทย, ต่างจังหวัด, จังหวัด
job: job, vacancy, hiring, hire, work for you, work here, internship, intern, career, salary, recruit, employment; สมัครงาน, รับสมัคร, งานว่าง, เงินเดือน, ฝึกงาน, ทำงานที่ร้าน, หางาน, พนักงาน
restaurant: restaurant, cafe, coffee shop, dinner, lunch; ร้านอาหาร, คาเฟ่, ร้านกาแฟ
hotel: hotel, hostel, guesthouse, accommodation, room; โรงแรม, ที่พัก, ห้องพัก
marketplace: amazon, ebay, shopee, lazada, etsy, tiktok, marketplace; ช้อปปี้, ลาซาด้า, ติ๊กต็อก, shopee, lazada
currency: exchange rate, currency exchange, change money, foreign currency; อัตราแลกเปลี่ยน, แลกเงิน, เงินตรา
customs: customs, duty, duties, import tax, import duty, import taxes, import fee, customs fee, tariff, customs duty, border, customs charges, import charges; ศุลกากร, ภาษีนำเข้า, อากร, ค่าภาษี, ค่าศุลกากร, ด่านศุลกากร, โดนภาษี
return: return, send back, sending back, send it back, send something back, sending stuff back, take back, give back, bring back, final sale, give it back, giving it back, return policy, returns, returned, bring it back, send them back, unwanted; คืน, คืนของ, คืนสินค้า, ส่งคืน, ส่งกลับ, รับคืน, คืนได้, ไม่รับคืน, ส่งของกลับ, กลับไปคืน, ส่งของคืน, ขอคืน, คืนไม่ได้, ส่งคืนร้าน, นโยบายคืน
refund: refund, money back, reimburse, reimbursement, get my money, my money, get my cash back, get a refund, cash back, paid back, get it refunded, get money back, return my money, waiting for my money, waiting for a refund, waiting for my refund; คืนเงิน, ได้เงินคืน, เงินคืน, รับเงินคืน, เงินเข้า, ขอเงินคืน, ได้เงิน, โอนคืน, เงินยังไม่เข้า, คืนตัง, ได้ตังคืน, ได้เงินคืนเมื่อไร, รอเงินคืน
dislike: dont like, don't like, changed my mind, change of mind, not what i expected, regret, not happy with, don't want it, dont want it, doesn't fit, not happy, changed my mind about, don't need it; ไม่ชอบ, ไม่ถูกใจ, เปลี่ยนใจ, ไม่เอาแล้ว, ไม่พอใจ, ไม่ตรงใจ, ไม่อยากได้แล้ว
exchange: exchange, swap, change for another, trade in, change it for, change, switch, swapping, change it, trade for another; เปลี่ยน, แลก, สลับ, ขอเปลี่ยน, เปลี่ยนเป็น, แลกเป็น, ขอแลก, เปลี่ยนไซส์ได้, เปลี่ยนของ, เปลี่ยนสินค้า
replace: replace, replacement; เปลี่ยนให้, ชิ้นใหม่, ของใหม่
cancel: cancel, cancellation, call off, annul, cancelling, stop my order, don't want it anymore, dont want it anymore, undo; ยกเลิก, แคนเซิล, แคนเซิ้ล, ไม่เอาแล้ว, ไม่เอา, เลิกสั่ง, ขอยกเลิก
edit: change, edit, amend, modify, update, correct, alter, fix, wrong address, fix it, made a mistake, typo, add something to, update my, put the wrong address, moved house; แก้, แก้ไข, เปลี่ยน, เปลี่ยนแปลง, ปรับ, กรอกผิด, ใส่ที่อยู่ผิด, เพิ่มของ, พิมพ์ผิด
broken: broken, break, breakage, smash, shatter, crack, chip, damage, in pieces, fell apart, broke, in bits, dented, fell apart, shards, damaged in transit, arrived broken, not intact; แตก, หัก, ร้าว, พัง, บิ่น, เสียหาย, ชำรุด, แตกหัก, เป็นรอย, แตกมา, ของแตก, มาแตก, แตกละเอียด, บุบ
defect: faulty, fault, defect, defective, flaw, imperfect, imperfection, second, seconds, b-grade, blemish, second hand quality, factory second, imperfect piece, irregular; ตำหนิ, มีตำหนิ, เกรดบี, ไม่สมบูรณ์, เกรดรอง, ของมีตำหนิ, หลุดคิวซี, ไม่ผ่าน qc, ของตกเกรด
wrong: wrong, incorrect, mistake, not what i ordered, mixed up, mix-up, wrong item, different item, sent the wrong, got the wrong, but got, but received, but i got, but you sent, instead of, not the one, someone else's order, other than; ผิด, ไม่ตรง, ไม่ใช่ที่สั่ง, ส่งผิด, สลับ, ได้ผิด, ของผิด, ผิดสี, สีผิด, ผิดไซส์, ส่งมาผิด, ส่งของผิด, แต่ได้, ไม่ใช่ที่, คนละสี, คนละแบบ, คนละอย่าง, ไม่เหมือนที่สั่ง, สลับของ, ส่งสลับ
missing: missing, incomplete, not in the box, forgot, left out, not all, one short, not everything, was not in, wasn't in, only received, only got, less than i ordered; ไม่ครบ, ขาด, ตกหล่น, ของหาย, หายไป, ได้ไม่ครบ, ได้มา, ได้แค่, ส่งมาไม่ครบ, ของไม่ครบ, ของขาด, ขาดไป, หายไปชิ้น, ไม่มีในกล่อง
pay: pay, payment, payment method, payment option, payment methods, ways to pay, pay by, pay with, settle, checkout, accept cards, take cards; จ่าย, ชำระ, ชำระเงิน, จ่ายเงิน, จ่ายตัง, จ่ายตังค์, ช่องทางชำระ, การชำระเงิน, วิธีชำระ, วิธีจ่าย, จ่ายยังไง, ช่องทางการชำระ, จ่ายผ่าน
card: credit card, debit card, credit cards, debit cards, visa, mastercard, amex, jcb, bank card, credit, debit, cards, plastic card; บัตรเครดิต, บัตรเดบิต, รูดบัตร, เครดิต, วีซ่า, บัตร, มาสเตอร์การ์ด, มาสเตอร์, รูด
cash: cash, banknotes; เงินสด, สด
cod: cash on delivery, cod, pay on delivery, pay when it arrives, pay when it comes, pay when i get it, pay when i receive it, pay at the door, pay the courier, pay the driver, pay on arrival, pay upon delivery, paying at the door, pay cash when; เก็บเงินปลายทาง, เก็บปลายทาง, จ่ายปลายทาง, ปลายทาง, จ่ายตอนของมา, จ่ายตอนของมาถึง, จ่ายตอนรับของ, ชำระปลายทาง, จ่ายตอนได้ของ, จ่ายกับคนส่ง, จ่ายหน้าบ้าน, จ่ายตอนส่ง, cod
transfer: bank transfer, transfer, wire, wire transfer, bank deposit, mobile banking, online banking; โอน, โอนเงิน, โอนผ่านธนาคาร, โอนเข้าบัญชี, โอนตัง, โอนจ่าย, โมบายแบงก์กิ้ง, โอนเข้า
bank: bank, banking; ธนาคาร, แบงก์, แบงค์
account: account; บัญชี
qr: qr, qr code, promptpay, scan, thai qr, scan to pay, prompt pay; พร้อมเพย์, คิวอาร์, สแกน, สแกนจ่าย, พร้อมเพ, qr, คิวอาร์โค้ด, สแกน qr, แสกน
slip: slip, proof of payment, payment proof, transfer slip, receipt of transfer, proof of transfer, screenshot of the transfer; สลิป, หลักฐานการโอน, ใบโอน, แนบสลิป, ส่งสลิป, สลิปโอนเงิน
instalment: installment, instalment, pay later, monthly payments; ผ่อน, ผ่อนชำระ, แบ่งจ่าย
receipt: receipt, bill, proof of purchase; ใบเสร็จ, บิล, ใบเสร็จรับเงิน, ใบกำกับอย่างย่อ
invoice: invoice, tax invoice, vat invoice, company tax id, tax id, company invoice, full tax invoice, invoice in the name of; ใบกำกับ, ใบกำกับภาษี, ในนามบริษัท, ออกในนาม, ใบเสร็จเต็มรูป, ใบเสร็จเต็มรูปแบบ, ใบกำกับภาษีเต็มรูป, ออกบิล, ออกใบกำกับ, ใบกำกับบริษัท
tax: tax, vat, taxes, value added tax; ภาษี, แวต, vat, มูลค่าเพิ่ม, แวท, ภาษีมูลค่าเพิ่ม
tourist: tourist, traveller, traveler, foreigner, visitor; นักท่องเที่ยว, ชาวต่างชาติ, ต่างชาติ, ฝรั่ง
discount: discount, promo, promotion, coupon, deal, percent off, money off, reduction, special offer, on sale, voucher code, promo code, discount code, for less, reduced, cheaper, bargain, price cut, any offers, specials, markdown, clearance, lower price, promotions; ส่วนลด, โปร, โปรโมชั่น, โปรโมชัน, คูปอง, ลดราคา, ลดไหม, ลดมั้ย, โค้ดลด, โค้ดส่วนลด, ราคาพิเศษ, ลดให้, ลด, ลดหน่อย, ลดได้ไหม, ลดได้มั้ย, มีลด, เซลล์, ของลดราคา, ราคาถูก, ถูกลง, ดีล, โปรโมชั่นอะไร
code: code, promo code; โค้ด, รหัส, โค้ดลด
newsletter: newsletter, subscribe, mailing list, monthly letter; จดหมายข่าว, รับข่าว
points: loyalty, loyalty points, point, reward, rewards program, membership, member, bonus points, loyalty program, loyalty scheme, loyalty card, collect points, frequent buyer, vip, perks, member card; แต้ม, สะสมแต้ม, สะสม, คะแนน, คะแนนสะสม, สะสมคะแนน, สมาชิก, แต้มสะสม, บัตรสมาชิก, สมัครสมาชิก, แลกแต้ม, ใช้แต้ม, ได้แต้ม
voucher: voucher, gift card, gift voucher, gift certificate, store credit, gift cards, gift vouchers, e-voucher, gift voucher as a present; บัตรของขวัญ, กิ๊ฟการ์ด, กิฟต์การ์ด, กิ๊ฟวอยเชอร์, บัตรกำนัล, gift voucher, voucher, วอยเชอร์, บัตรแทนเงินสด, คูปองของขวัญ, กิฟวอยเชอร์, กิ๊ฟท์การ์ด
gift: gift, present; ของขวัญ, ของฝาก
wrap: wrap, wrapping, gift wrap, giftwrap, ribbon, wrap it, wrapped, gift box, gift packaging; ห่อ, ห่อของขวัญ, ห่อให้, ริบบิ้น, ห่อสวยๆ, แพ็คของขวัญ, กล่องของขวัญ, โบว์, ผูกโบว์
greeting: greeting card, handwritten card, handwritten note, personal message, gift message, note, card, write a card, write something, write a message, birthday card, handwritten, a few words, personal note, add a card, include a card; การ์ด, อวยพร, การ์ดอวยพร, ข้อความ, เขียนการ์ด, การ์ดวันเกิด, แนบการ์ด, เขียนข้อความ, โน้ต, คำอวยพร, แนบข้อความ
directly: straight to, directly to, send it to a friend; ส่งตรง, ส่งให้เพื่อน
wholesale: wholesale, bulk, reseller, b2b, in bulk, bulk order, large quantity, buy a lot, buying a lot, trade price, resell, stockist, bulk orders, large order, quantity discount, trade account, trade, trade customers, stock your products, carry your products, sell your products in my, reselling, for my restaurant, for my shop, for my hotel, for my cafe, distributor, dealer; ขายส่ง, ราคาส่ง, จำนวนมาก, ซื้อเยอะ, ซื้อเยอะๆ, ล็อตใหญ่, รับไปขาย, เอาไปขาย, สั่งเยอะ, ซื้อส่ง, สั่งจำนวนมาก, ซื้อจำนวนมาก, ขายต่อ, ตัวแทนจำหน่าย, ตัวแทน, สั่งล็อตใหญ่, ยกโหล, เหมา, รับมาขาย, ซื้อไปขาย, ราคาร้านค้า, สั่งทีละเยอะ
business: business, company, shops, retailer, office, firm, organisation, organization; ร้านค้า, บริษัท, กิจการ, ออฟฟิศ, องค์กร, หน่วยงาน
minimum: minimum, at least, min order, from how many; ขั้นต่ำ, อย่างน้อย, เริ่มต้น
leadtime: lead time, turnaround, production time, processing time, take to make, how long to make, made in time, be ready, lead times; ใช้เวลาทำ, ระยะเวลาผลิต, ผลิต, รอผลิต, ใช้เวลาผลิต, รอทำ, เสร็จเมื่อไร, กี่วันเสร็จ, รอนานไหม
custom: custom, customise, customize, bespoke, made to order, logo, brand it, own design, custom-made, custom pieces, customised, customized, our design, our own design, our logo, print our, branded, special order, made for us, corporate gift; สั่งทำ, โลโก้, ออกแบบเอง, ทำตามแบบ, พรีออเดอร์, ลายของเรา, สั่งผลิต, ติดโลโก้, ใส่โลโก้, สกรีน, สกรีนโลโก้, ปั๊มโลโก้, ทำลายเอง, สั่งพิเศษ, ของชำร่วย
name: name, engrave, engraving, personalise, personalize, personalised, personalized, initials, lettering, carve, my name on, name on it, put a name, write a name, monogram, letters; ชื่อ, สลัก, สลักชื่อ, ใส่ชื่อ, เขียนชื่อ, พิมพ์ชื่อ, จารึก, แกะสลัก, พิมพ์ชื่อ, ตัวอักษร, สลักได้
stock: stock, in stock, have left, any left, have it in, available in store, available in the shop, do you have it in, in store availability; สต็อก, สต๊อก, มีของ, ของเหลือ, เหลือ, เช็กของ, เช็คของ, มีของไหม, มีของมั้ย, ของมีไหม, มีพร้อมส่ง, พร้อมส่ง, ของพร้อม
soldout: sold out, out of stock, restock, back in stock, when is it back, no stock, be back, get more, available again, in stock again, have it again, unavailable, when will you have, back again, more of, not available; หมด, ของหมด, เติมของ, สินค้าหมด, หมดสต็อก, เข้าอีก, มีอีก, เติม, ของเข้า, ของจะมา, ของมาเมื่อไร, จะมีอีก, มีของอีก, มาใหม่, ผลิตอีก, รอบหน้า, ของเข้าวันไหน, เข้าเมื่อไร, เข้าเมื่อไหร่, หมดแล้ว, จะเข้าอีก, จะเข้าเมื่อไร, จะเข้าเมื่อไหร่, จะเข้าวันไหน
hold: hold, set aside, put aside, put one aside, put it aside, keep it for me, keep one for me, reserve, hold it, hold one, save one for me, put on hold, keep aside; เก็บไว้ให้, เก็บไว้, เก็บของไว้, เก็บของไว้ให้, กันของ, จองของ, กันไว้, ล็อกของ, เก็บของให้, ฝากของไว้, จองไว้, จองไว้ก่อน, ขอจอง
pickup: pick up, pickup, pick it up, collect it, collect, click and collect, collection, collect my order, come and get it, come and collect, self collect, in person, fetch, fetch it, come by and get, come by, drop by, swing by, in-store pickup, store pickup; รับที่ร้าน, รับเอง, ไปรับ, ไปเอา, ไปเอาเอง, มารับ, ไปรับที่ร้าน, รับหน้าร้าน, รับของเอง, รับสินค้าหน้าร้าน, รับสินค้าที่ร้าน, รับของที่ร้าน, มาเอาเอง, ไปรับเอง, มารับเอง, เข้าไปรับ, แวะรับ, ไปเอาของ, เดินไปเอา, ไปหยิบ, รับสินค้าเอง, นัดรับ, ไปรับของ, รับของเอง
shop: store, shop, branch, showroom, outlet, boutique, storefront, physical store, physical shop, brick and mortar, premises; ร้าน, สาขา, หน้าร้าน, โชว์รูม, หน้าร้านจริง
location: address, location, where are you, where is your store, where is your shop, directions, find you, get to the shop, get to the store, get to you, get there, map, located, situated, another branch, other branches, other shops, other stores, more branches, how to get there, how do i find, near which, what street, which street, google maps, how far, nearby landmark, where abouts, located at, which city; พิกัด, แผนที่, ร้านอยู่, ร้านอยู่ที่ไหน, ร้านอยู่ไหน, ร้านอยู่ตรงไหน, ร้านอยู่แถวไหน, ไปร้านยังไง, ไปร้าน, ไปที่ร้าน, โลเคชั่น, โลเคชัน, ตั้งอยู่, ที่ตั้ง, ที่อยู่ร้าน, มีสาขา, สาขาอื่น, กี่สาขา, สาขาไหน, ไปยังไง, เดินทางยังไง, เดินทาง, แถวไหน, ซอยไหน, ถนนอะไร, แผนที่ร้าน, กูเกิลแมพ, google map, ใกล้อะไร, อยู่แถวไหน, อยู่จังหวัดอะไร
addressword: address; ที่อยู่
open: open, opening, opening hours, hours, business hours, close, closing, closed, shut, opening times, open today, open now, trading hours, store hours, shop hours, still open, open until, open late; เปิด, ปิด, เวลาทำการ, เปิดปิด, เปิดร้าน, ปิดร้าน, หยุด, เปิดถึง, เวลาเปิด, เปิดวันไหน, ปิดวันไหน, เปิดกี่โมง, ปิดกี่โมง, เปิดทุกวันไหม, เปิดทุกวัน, กี่โมงปิด, กี่โมงเปิด, เวลาเปิดปิด, วันทำการ
holiday: holiday, public holiday, bank holiday, new year, christmas, songkran, festival, loy krathong, easter, vacation, national holiday, bank holidays, closed for, christmas day, xmas; วันหยุด, นักขัตฤกษ์, ปีใหม่, สงกรานต์, ลอยกระทง, เทศกาล, คริสต์มาส, ตรุษจีน, วันหยุดยาว, วันหยุดราชการ, วันหยุดนักขัตฤกษ์, หยุดยาว, วันพ่อ, วันแม่, วันแรงงาน, วันพระ
weekday: monday, tuesday, wednesday, thursday, friday, saturday, sunday, weekend, weekday, mon, tue, tues, thu, thurs, fri, weekends; วันจันทร์, วันอังคาร, วันพุธ, วันพฤหัส, วันพฤหัสบดี, วันศุกร์, วันเสาร์, วันอาทิตย์, เสาร์อาทิตย์, จันทร์, อังคาร, พฤหัส, ศุกร์, เสาร์, วันธรรมดา, วันเสาร์อาทิตย์, เสาร์-อาทิตย์
parking: parking, park, car park, park my car, leave my car, parking lot, parking space, parking spot, where to park, parking fee; ที่จอดรถ, จอดรถ, จอด, ที่จอด, ลานจอด, รถจอด, รถไปจอด, มีที่จอด, จอดมอไซค์, ที่จอดมอไซค์, หาที่จอด, จอดได้
vehicle: car, motorbike, motorcycle, scooter, bicycle, bike, cars, suv, van, bikes; รถ, รถยนต์, มอเตอร์ไซค์, จักรยาน, มอไซค์, มอไซ, เก๋ง, รถตู้
contact: contact, reach you, get in touch, talk to someone, speak to, customer service, support, contact details, message you, get hold of, reach somebody, reach someone, whatsapp, messenger, facebook, instagram, social media, hotline, human, real person, staff, agent; ติดต่อ, ช่องทางติดต่อ, ทัก, คุยกับ, ติดต่อร้าน, ติดต่อยังไง, ติดต่อได้, ทักแชท, เฟซบุ๊ก, เฟส, เพจ, ไอจี, คุยกับคน, คุยกับเจ้าหน้าที่, เจ้าหน้าที่, พนักงานขาย
phone: phone, phone number, telephone, call, mobile number, ring you, whats your number, your number, phone you, ring; โทร, เบอร์, เบอร์โทร, โทรศัพท์, เบอร์ติดต่อ, เบอร์ร้าน, โทรหา, โทรไป, เบอร์อะไร, ขอเบอร์
email: email, e-mail, mail; อีเมล, เมล, อีเมล์
line: line, line id, line account; ไลน์, แอดไลน์, ไอดีไลน์, line
accessible: wheelchair, accessible, accessibility, disabled, disability, step-free, ramp, wheel chair, mobility, walker, steps, stairs, step at, entrance, disabled access, crutches; วีลแชร์, คนพิการ, ทางลาด, ผู้พิการ, รถเข็น, บันได, ทางเข้า, ลิฟต์คนพิการ, ไม้เท้า, ผู้สูงอายุ, นั่งรถเข็น
stroller: stroller, pushchair, pram, buggy; รถเข็นเด็ก, รถเข็น
warranty: warranty, guarantee, guaranteed, still covered, is it covered, under warranty, claim, covered by, cover breakage, am i covered, is this covered; รับประกัน, ประกัน, การันตี, เคลม, มีประกัน, เคลมได้, รับประกันไหม, ประกันกี่, มีการรับประกัน
repair: repair, mend, fix, loose, came off, comes off, fell off, fall off, came loose, repaired, wobbly, peeling, flaking, came apart, falling apart, stopped working; ซ่อม, หลุด, หลวม, โยก, ลอก, กะเทาะ, แก้ให้
wash: wash, clean, laundry, rinse, launder, washing machine, washed, cleaned, washing, cleaning, machine wash, hand wash, soap, detergent, care for, take care of; ซัก, ล้าง, ทำความสะอาด, ซักเครื่อง, ซักมือ, เครื่องซักผ้า, ซักยังไง, ซักแห้ง, ล้างยังไง, ทำความสะอาดยังไง, ดูแล, ดูแลยังไง, ผงซักฟอก, สบู่
dishwasher: dishwasher, dish washer, dishwashing machine; เครื่องล้างจาน, ล้างเครื่อง
microwave: microwave, micro wave, heat up, heat, warm up, reheat, microwaveable, microwavable, microwave safe, micro; ไมโครเวฟ, ไมโครเวป, เวฟ, เข้าเวฟ, อุ่น, ไมโครเวฟได้, เวฟได้, เข้าไมโครเวฟ, อุ่นอาหาร
oven: oven, ovenproof, oven proof, stove, open flame, naked flame, bake, in the oven, bake in, gas stove, hob, air fryer; เตาอบ, อบ, เข้าเตา, ตั้งไฟ, หม้อทอดไร้น้ำมัน, เตาแก๊ส, เข้าเตาอบ
fridge: fridge, refrigerator, freezer, refrigerate; ตู้เย็น, แช่เย็น, ช่องแช่แข็ง, แช่ตู้เย็น
iron: iron, ironing, press; รีด, เตารีด
stain: stain, mark, spot, discolour, discolor, spill, stains, residue, dirty; คราบ, รอยเปื้อน, เปื้อน, เลอะ, หยด, คราบ, ด่าง, เปื้อน, รอย
fade: fade, colour run, bleed, colour bleed, dye come off, dye run, colour come off, color bleed, run in the wash, lose colour, colorfast, colourfast; สีตก, ซีด, สีซีด, คายสี, ตกสี, สีจะตก, สีหลุด, สีลอก
material: material, made of, made from, made out of, fabric, what is in, whats in, what's in, ingredient, contain, real, genuine, composition, consist of, ingredients, what are they made of, made with, what material, organic, synthetic, artificial, additives; ทำจาก, ทำจากอะไร, วัสดุ, ส่วนผสม, ทำด้วย, เนื้อผ้า, แท้, ส่วนประกอบ, ใช้ทำ, ทำมาจาก, ทำมาจากอะไร, ใช้อะไรทำ, มีส่วนผสม, ผสมอะไร, วัตถุดิบ, ออร์แกนิก, สารสังเคราะห์, เนื้ออะไร
origin: come from, comes from, origin, sourced, source, grown, where is it from, where are they from, made in, locally made, country of origin, where do you get, handmade in, which farm, farm, plantation; มาจาก, มาจากไหน, จากไหน, แหล่งที่มา, ปลูกที่ไหน, ผลิตที่ไหน, มาจากที่ไหน, มาจากไหน, ปลูกที่, จากสวนไหน, ของที่ไหน, ทำที่ไหน, ผลิตใน, ไร่, ของไทยไหม
safe: safe, toxic, lead, harmful, chemical, poisonous, cadmium, lead-free, food safe, food-safe, non-toxic, safety, safe for, safely, danger, dangerous, poison, heavy metals, lead free, health; ปลอดภัย, สารพิษ, ตะกั่ว, อันตราย, สารตะกั่ว, แคดเมียม, สารเคมี, โลหะหนัก, ปลอดสาร, มีพิษ, ปลอดภัยไหม, อันตรายไหม, สุขภาพ
eat: eat, eat from, food, drink from, food safe, hot food, eat off; กินได้, ใส่อาหาร, อาหาร, ใส่ของกิน, ใช้กิน, ใส่ของร้อน, ใส่กับข้าว
allergy: allergy, allergic, allergen, allergies, intolerant, intolerance, allergens, hay fever, react to; แพ้, ภูมิแพ้, ก่อภูมิแพ้, สารก่อภูมิแพ้, แพ้อาหาร, คนแพ้, แพ้ง่าย
nut: nut, peanut, almond; ถั่ว, นัท
gluten: gluten, celiac, coeliac; กลูเตน
milk: milk, dairy, lactose; นม, แลคโตส
caffeine: caffeine, decaf, decaffeinated, caffeinated, caffeine-free, caffeine free, keep me awake, keeps me awake, sleep, before bed, at night, stimulant; คาเฟอีน, กาเฟอีน, ดีแคฟ, นอนไม่หลับ, ก่อนนอน, กินแล้วนอน, ตาค้าง, ใจสั่น
keep: store, keep, storage, storing, keep fresh, keep it fresh, store it, stored, put it away, storage tips, airtight; เก็บ, เก็บรักษา, วิธีเก็บ, เก็บยังไง, เก็บที่ไหน, วิธีเก็บรักษา, เก็บไว้ที่ไหน
expire: expire, expiry, expiration, shelf life, best before, go off, go bad, use by, valid, validity, how long does it last, how long do they last, good for, still good, out of date, use-by, stay fresh, shelf-life, lifetime, last for, remain valid, run out, lapse, how long does it keep, how long will it keep; หมดอายุ, อยู่ได้นาน, ควรบริโภค, อายุ, เก็บได้นาน, วันหมดอายุ, ใช้ได้ถึง, เก็บได้กี่, ใช้ได้กี่, มีอายุ, เก็บได้นานแค่ไหน, อยู่ได้กี่, หมดอายุไหม, หมดอายุเมื่อไร, หมดอายุเมื่อไหร่, ใช้ได้นานแค่ไหน, ใช้ได้ถึงเมื่อไร, บูด, เสียไหม
last: last, burn time, burn, burning time, how long will it burn, burns for; จุดได้, จุดได้นาน, ใช้ได้นาน, เผาไหม้, อยู่ได้กี่, จุดได้กี่ชั่วโมง, จุดนาน, จุดได้กี่, หมดภายใน
size: size, dimension, measurement, diameter, height, width, length, how big, how large, how tall, how wide, how long is it, how deep, tall, wide, centimetre, centimeter, cm, inch, measure, dimensions, sizes, measurements, how high, across, how long are, specs, circumference, sizing; ขนาด, กว้าง, ยาว, สูง, ไซซ์, ไซส์, เส้นผ่านศูนย์กลาง, ลึก, เซนติเมตร, เซน, ซม, ขนาดเท่าไร, ขนาดเท่าไหร่, กว้างเท่าไร, ยาวเท่าไร, กี่เซน, กี่ซม, กี่นิ้ว, สูงเท่าไร, ใหญ่แค่ไหน, ใหญ่ไหม, วัด
capacity: capacity, volume, hold, ml, millilitre, milliliter, litre, liter, how much does it hold, holds, how many cups, fit in, fits; จุ, ความจุ, มล, มิลลิลิตร, ลิตร, ปริมาตร, จุได้, จุกี่, ใส่น้ำได้, กี่มล, กี่ซีซี, ซีซี, ใส่ได้กี่, รินได้
big: big, large, xl; ใหญ่, ใบใหญ่, ไซส์ใหญ่
small: small, little, mini, travel size; เล็ก, ใบเล็ก, เล่มเล็ก
weight: weight, weigh, heavy, kilo, kg, gram, kilos, grams, how heavy; น้ำหนัก, หนัก, กิโล, กก, กรัม, กี่กรัม, กี่โล, โล, กี่กิโล
colour: colour, color, shade, blue, brown, black, white, red, colours, colors, which colours, green, yellow, pink, grey, gray, navy, beige; สี, สีอื่น, สีน้ำเงิน, สีน้ำตาล, สีดำ, สีขาว, สีอะไร, มีสีอะไร, สีเขียว, สีเหลือง, สีชมพู, สีเทา, เฉดสี
scent: scent, smell, fragrance, aroma, odour, odor, scented, scents, smells, unscented, odourless, perfume, fragranced; กลิ่น, หอม, กลิ่นอะไร, มีกลิ่น, ไม่มีกลิ่น, หอมไหม
class: class, course, workshop, lesson, tuition, learn, teach, classes, courses, lessons, teaching, learn how to make, take a class, try making, beginner, training; คลาส, คอร์ส, เรียน, เวิร์กช็อป, เวิร์คช็อป, เวิร์คช้อป, สอน, ค่าเรียน, ห้องเรียน, เวิร์กชอป, เรียนทำ, คลาสเรียน, ค่าคลาส, คอร์สเรียน, สอนปั้น, เวิร์คชอป, ลองปั้น, ไปเรียน, ลงเรียน
booking: book, booking, reserve, reservation, sign up, register, spot, appointment, enrol, enroll, book a place, reserve a seat, sign me up, join, slot, places left, reschedule, make it to; จอง, ลงทะเบียน, สำรองที่, จองคิว, สมัครเรียน, จองยังไง, จองที่, จองคลาส, ลงชื่อ, เลื่อน, เลื่อนวัน, เลื่อนได้, จองล่วงหน้า, ต้องจอง
child: child, kid, son, daughter, toddler, baby, year old, years old, age, minimum age, boy, girl, grandchild, kids, little one, young, teen, teenager, how old do you have to be, age limit, my boy, my girl, under 10, grandson, granddaughter, family friendly; เด็ก, ลูก, หลาน, ขวบ, อายุกี่ปี, ลูกสาว, ลูกชาย, ลูกเล็ก, เด็กเล็ก, วัยรุ่น, กี่ขวบ, หลานสาว, หลานชาย
privacy: personal data, privacy, personal information, my data, gdpr, pdpa, data protection, delete my data, my details, my information, share my, sell my, personal details, what do you store about me, data about me, cookies; ข้อมูลส่วนตัว, ความเป็นส่วนตัว, ข้อมูลส่วนบุคคล, pdpa, ข้อมูลของเรา, ข้อมูลของฉัน, เอาข้อมูล, ข้อมูลลูกค้า, เอาอีเมลเรา, เอาเบอร์เรา, ลบข้อมูล, ขอลบข้อมูล, ลบข้อมูลส่วนตัว, ขอลบข้อมูลส่วนตัว
delete: delete, erase, remove; ลบ
eco: eco, eco-friendly, eco friendly, environment, environmental, sustainable, sustainability, recycle, recyclable, recycled, green packaging, plastic, plastic-free, environmentally friendly, biodegradable, compostable, zero waste, recycling, planet, carbon, bubble wrap; รักษ์โลก, สิ่งแวดล้อม, รีไซเคิล, พลาสติก, ลดขยะ, ถุงพลาสติก, รักโลก, ย่อยสลาย, เป็นมิตรกับสิ่งแวดล้อม, ใช้พลาสติก, บับเบิ้ล, กันกระแทก
packaging: packaging, packing, packed, pack; แพ็กเกจ, แพคเกจ, บรรจุภัณฑ์, แพ็ก, แพ็ค, การแพ็ค, หีบห่อ
maker: maker, who makes, founder, craftsman, artisan, potter, about you, about the shop, your story, founded, how old is your company, how old is the shop, in business, when did you start, how long have you been, who started, who is behind, who made, made by, handmade, hand made, artist, craftspeople, craftsmen, family business, history; ใครทำ, คนทำ, ช่าง, ผู้ผลิต, ประวัติร้าน, ผู้ก่อตั้ง, ช่างปั้น, เปิดมากี่ปี, เปิดมานาน, ทำเอง, เปิดมาตั้งแต่, เปิดมานานหรือยัง, เปิดมานานแค่ไหน, เปิดเมื่อไร, ก่อตั้ง, ร้านของใคร, ใครปั้น, ใครเป็นคนปั้น, ทำมือ, แฮนด์เมด, งานมือ
invoiceaddress: billing address; ที่อยู่ออกใบกำกับ
brew: brew, steep, infuse, infusion, make tea, temperature, how hot, degrees, brewing, how do i make, boil, boiling, water temperature, steeping, how strong, minutes should, infusions; ชง, วิธีชง, แช่ชา, องศา, อุณหภูมิ, ร้อน, ชงยังไง, ชงกี่, ชงได้กี่, แช่กี่นาที, น้ำร้อน, ต้ม, กี่องศา, ใส่ใบชา
cold: cold, iced, cold brew, chilled; เย็น, สกัดเย็น, ชาเย็น, ใส่น้ำแข็ง, แช่เย็น
firstuse: first use, before using, brand new; ก่อนใช้, ใช้ครั้งแรก
cup: cup, mug, beaker, cups, mugs, tumbler, glass; แก้ว, ถ้วย, แก้วมัก, แก้วน้ำ, แก้วกาแฟ, แก้วมัค, มัค
bowl: bowl; ชาม
plate: plate, saucer; จาน, จานรอง
pot: teapot, tea pot, pot, kettle; กาน้ำชา, กา, ป้านชา, กาน้ำ
tea: tea; ชา, น้ำชา, ใบชา
coffee: coffee, espresso, latte; กาแฟ
candle: candle; เทียน, เทียนหอม
wax: wax, paraffin; ไข, พาราฟิน, น้ำตาเทียน
scarf: scarf, shawl, neckerchief; ผ้าพันคอ, ผ้าคลุมไหล่
cloth: cloth, textile, fabric, linen; ผ้า, สิ่งทอ, เนื้อผ้า
tablecloth: table runner, tablecloth, table cloth, placemat, table linen, runner, runners; ผ้าปูโต๊ะ, ผ้าคาดโต๊ะ, ผ้ารองจาน, ผ้ารองโต๊ะ
towel: tea towel, dish towel, dishcloth, towel, tea towels, hand towel; ผ้าเช็ดจาน, ผ้าขนหนู, ผ้าเช็ดมือ, ผ้าเช็ดครัว
pottery: pottery, ceramic, ceramics, stoneware, crockery, earthenware, porcelain, tableware; เซรามิก, เซรามิค, เครื่องปั้นดินเผา, งานปั้น, สโตนแวร์, กระเบื้อง
clay: clay; ดิน, ดินเหนียว
throwing: hand-building, wheel throwing, make a pot; ปั้น, ปั้นดิน, ปั้นมือ
glaze: glaze, glazing, coating; เคลือบ
pattern: pattern, design, designer; ลาย, ดีไซน์, ออกแบบ, ลวดลาย
kiln: kiln; เตาเผา
photo: photo, picture, pic; รูป, ถ่ายรูป, รูปถ่าย, ภาพ
gold: gold; ทอง, ทองคำ
machine: machine; เครื่อง
`

/** Phrases that mean two things at once: `phrase = concept + concept`. */
export const compoundLines = `
กี่วันถึง = ?duration + arrive
ถึงกี่วัน = ?duration + arrive
กี่วันได้ของ = ?duration + arrive
ถึงวันไหน = ?time + arrive
ถึงเมื่อไร = ?time + arrive
ถึงเมื่อไหร่ = ?time + arrive
ได้ของวันไหน = ?time + arrive
ส่งกี่วัน = ?duration + ship
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
เปลี่ยนสี = exchange + colour
เปลี่ยนขนาด = exchange + size
เปลี่ยนไซซ์ = exchange + size
เปลี่ยนไซส์ = exchange + size
เปลี่ยนที่อยู่ = edit + addressword
แก้ที่อยู่ = edit + addressword
แก้ไขที่อยู่ = edit + addressword
change address = edit + addressword
change my address = edit + addressword
change the address = edit + addressword
change delivery address = edit + addressword
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
pay for shipping = price + ship
pay for delivery = price + ship
pay shipping = price + ship
pay for postage = price + ship
จ่ายค่าส่ง = price + ship
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
  ['refund', 'return', 0.3],
  ['return', 'dislike', 0.6],
  ['exchange', 'edit', 0.5],
  ['exchange', 'replace', 0.6],
  ['exchange', 'return', 0.3],
  ['ship', 'arrive', 0.7],
  ['ship', 'parcel', 0.4],
  ['ship', 'carrier', 0.6],
  ['parcel', 'track', 0.4],
  ['parcel', 'packaging', 0.5],
  ['price', 'fee', 0.8],
  ['price', '?amount', 0.6],
  ['price', 'free', 0.5],
  ['fee', 'free', 0.5],
  ['arrive', 'track', 0.4],
  ['customs', 'tax', 0.5],
  ['tax', 'invoice', 0.5],
  ['receipt', 'invoice', 0.7],
  ['card', 'pay', 0.5],
  ['cash', 'pay', 0.4],
  ['cod', 'pay', 0.5],
  ['transfer', 'pay', 0.5],
  ['qr', 'pay', 0.5],
  ['transfer', 'bank', 0.6],
  ['bank', 'account', 0.5],
  ['wholesale', 'business', 0.6],
  ['business', 'restaurant', 0.5],
  ['business', 'hotel', 0.5],
  ['custom', 'name', 0.4],
  ['stock', 'soldout', 0.6],
  ['hold', 'booking', 0.5],
  ['shop', 'location', 0.4],
  ['location', 'addressword', 0.7],
  ['location', '?place', 0.6],
  ['shop', 'open', 0.2],
  ['contact', 'phone', 0.8],
  ['contact', 'email', 0.8],
  ['contact', 'line', 0.8],
  ['phone', 'email', 0.4],
  ['phone', 'line', 0.4],
  ['accessible', 'stroller', 0.6],
  ['warranty', 'repair', 0.5],
  ['warranty', 'broken', 0.3],
  ['broken', 'defect', 0.6],
  ['broken', 'missing', 0.2],
  ['wrong', 'missing', 0.5],
  ['dishwasher', 'wash', 0.4],
  ['microwave', 'oven', 0.5],
  ['keep', 'fridge', 0.3],
  ['expire', 'keep', 0.5],
  ['expire', 'last', 0.6],
  ['expire', '?duration', 0.4],
  ['last', '?duration', 0.4],
  ['leadtime', '?duration', 0.5],
  ['size', 'big', 0.5],
  ['size', 'small', 0.5],
  ['size', 'capacity', 0.5],
  ['capacity', 'big', 0.4],
  ['material', 'origin', 0.5],
  ['material', 'clay', 0.4],
  ['material', 'wax', 0.5],
  ['safe', 'allergy', 0.2],
  ['safe', 'eat', 0.5],
  ['eco', 'packaging', 0.6],
  ['class', 'throwing', 0.6],
  ['pottery', 'throwing', 0.5],
  ['pottery', 'cup', 0.4],
  ['pottery', 'bowl', 0.4],
  ['pottery', 'pot', 0.4],
  ['pottery', 'clay', 0.5],
  ['pottery', 'glaze', 0.4],
  ['privacy', 'delete', 0.4],
  ['gift', 'wrap', 0.4],
  ['greeting', 'gift', 0.4],
  ['voucher', 'gift', 0.4],
  ['discount', 'code', 0.6],
  ['discount', 'price', 0.3],
  ['newsletter', 'discount', 0.4],
  ['tablecloth', 'cloth', 0.7],
  ['towel', 'cloth', 0.5],
  ['scarf', 'cloth', 0.5],
  ['wax', 'candle', 0.5],
  ['iron', 'cloth', 0.2],
  ['brew', 'tea', 0.3],
  ['pot', 'tea', 0.3],
  ['?time', '?duration', 0.5],
  ['?time', 'open', 0.3],
  ['?duration', 'arrive', 0.4],
  ['child', '?amount', 0.1],
  ['abroad', 'customs', 0.3],
  ['fade', 'wash', 0.4],
  ['vehicle', 'parking', 0.5],
  ['wholesale', 'discount', 0.4],
  ['fade', 'colour', 0.5],
  ['maker', '?person', 0.5],
  ['athome', 'arrive', 0.3],
]
