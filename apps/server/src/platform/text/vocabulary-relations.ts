/** Phrases that mean several things together: `concept + concept: phrases`. */
export const compoundLines = `
?duration + arrive: กี่วันถึง, ถึงกี่วัน, กี่วันได้ของ
?time + arrive: ถึงวันไหน, ถึงเมื่อไร, ถึงเมื่อไหร่, ได้ของวันไหน
?duration + ship: ส่งกี่วัน
price + ship: ค่าส่ง, ค่าจัดส่ง, ค่าขนส่ง, ค่าไปรษณีย์, ออกค่าส่ง, เสียค่าส่ง, คิดค่าส่ง, pay for shipping, pay for delivery, pay shipping, pay for postage, จ่ายค่าส่ง, shipping cost, shipping costs, shipping fee, delivery fee, delivery charge, postage
ship + carrier: ส่งไปรษณีย์
ship + free: ส่งฟรี, ไม่เสียค่าส่ง, ไม่คิดค่าส่ง, ฟรีค่าส่ง, free shipping, free delivery
pay + card: credit card, credit cards, debit card, debit cards, บัตรเครดิต, บัตรเดบิต, เครดิตการ์ด
price + parking: ค่าจอดรถ, ค่าจอด
price + wrap: ค่าห่อ
price + wrap + gift: ค่าห่อของขวัญ
wrap + gift: ห่อของขวัญ, gift wrap, gift wrapping
transfer + slip: transfer slip, สลิปโอน
exchange + colour: เปลี่ยนสี
exchange + size: เปลี่ยนขนาด, เปลี่ยนไซซ์, เปลี่ยนไซส์
edit + addressword: เปลี่ยนที่อยู่, แก้ที่อยู่, แก้ไขที่อยู่, change address, change my address, change the address, change delivery address
visa + travel: travel visa, get a visa, visa application, ทำวีซ่า, ขอวีซ่า
phone + cover: phone case
price + class: ค่าเรียน
price + ship + return: ค่าส่งคืน
ship + abroad: ส่งต่างประเทศ
tea + green: ชาเขียว, green tea
pottery + class: pottery workshop, pottery class, pottery course, pottery lesson
return + ship: return shipping
return + price + ship: return postage
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

/** Concepts that often stand for each other, and how far (0 to 1): `concept: other nearness`. */
export const relatedLines = `
refund: return 0.3
return: dislike 0.6
exchange: edit 0.5, replace 0.6, return 0.3
ship: arrive 0.7, parcel 0.4, carrier 0.6
parcel: track 0.4, packaging 0.5
price: fee 0.8, ?amount 0.6, free 0.5
fee: free 0.5
arrive: track 0.4
customs: tax 0.5
tax: invoice 0.5
receipt: invoice 0.7
card: pay 0.5
cash: pay 0.4
cod: pay 0.5
transfer: pay 0.5, bank 0.6
qr: pay 0.5
bank: account 0.5
wholesale: business 0.6, restaurant 0.4, hotel 0.4, discount 0.4
business: restaurant 0.5, hotel 0.5
custom: name 0.4
stock: soldout 0.6
hold: booking 0.5
shop: location 0.4, open 0.2
location: addressword 0.7, ?place 0.6
contact: phone 0.8, email 0.8, line 0.8
phone: email 0.4, line 0.4
accessible: stroller 0.6
warranty: repair 0.5, broken 0.3
broken: defect 0.6, missing 0.2
wrong: missing 0.5
dishwasher: wash 0.4
microwave: oven 0.5
keep: fridge 0.3
expire: keep 0.5, last 0.6, ?duration 0.4
last: ?duration 0.4
leadtime: ?duration 0.5
size: big 0.5, small 0.5, capacity 0.5
capacity: big 0.4
material: origin 0.5, clay 0.5, wax 0.5
safe: allergy 0.2, eat 0.5
eco: packaging 0.6
class: throwing 0.6
pottery: throwing 0.5, cup 0.4, bowl 0.4, pot 0.4, clay 0.5, glaze 0.4
privacy: delete 0.4
gift: wrap 0.4
greeting: gift 0.4
voucher: gift 0.4
discount: code 0.6, price 0.3
newsletter: discount 0.4
tablecloth: cloth 0.7
towel: cloth 0.5
scarf: cloth 0.5
wax: candle 0.5
iron: cloth 0.2
brew: tea 0.3
pot: tea 0.3
?time: ?duration 0.5, open 0.3
?duration: arrive 0.4
child: ?amount 0.1
abroad: customs 0.3
fade: wash 0.4, colour 0.5
vehicle: parking 0.5
maker: ?person 0.5
athome: arrive 0.3
money: pay 0.4, refund 0.5, price 0.4, cash 0.5
occasion: gift 0.6, wrap 0.3, greeting 0.4
hideprice: gift 0.3, price 0.3
directly: gift 0.3
deposit: pay 0.4, leadtime 0.2
set: price 0.2
notify: soldout 0.4
hold: stock 0.5
clock: ?time 0.5, open 0.5
drop: broken 0.5, warranty 0.3
used: dislike 0.1
dry: wash 0.5
absorb: dry 0.6, softener 0.5
shrink: wash 0.5
softener: wash 0.4
bleach: stain 0.4, wash 0.3
heatshock: cold 0.3, warranty 0.2
fold: keep 0.4, scarf 0.2
insect: keep 0.3, fold 0.4
curry: stain 0.8
greymark: stain 0.5, scratch 0.3
crackle: glaze 0.5, broken 0.3
rim: gold 0.6
scratch: defect 0.3, broken 0.3
newsmell: scent 0.6, firstuse 0.4
temperature: brew 0.7
emptyjar: candle 0.5, eco 0.5
intime: arrive 0.6, leadtime 0.6, ?duration 0.5
cod: pay 0.4, arrive 0.4, carrier 0.3
weekday: open 0.4
visit: open 0.5, location 0.4, pickup 0.3
machine: dishwasher 0.7, wash 0.5
tourist: abroad 0.4
thickness: size 0.2
defect: discount 0.3
rice: bowl 0.6
coffee: cup 0.3, tea 0.3, restaurant 0.2
light: candle 0.5
tourist: tax 0.3
`

/**
 * Two words that together mean something, with others between them, within a few words: `concept: first … second`.
 * English parts its verbs ('send the bowl back'), Thai puts the thing in the middle ('เก็บชามไว้ให้').
 */
export const partedLines = `
return: send … back, give … back, bring … back, take … back, ส่ง … กลับ, ส่ง … คืน, เอา … คืน
refund: get … back, money … back, want … back, tax … back, vat … back, ได้ … คืน
hold: put … away, put … by, keep … for me, keep … until, save … for me, hold … for me, hold … until, put … aside, set … aside, เก็บ … ไว้ให้, จอง … ไว้
pickup: pick … up
repair: come … off, fall … off
exchange: change … for, swap … for, trade … for, rather have … than, เปลี่ยน … เป็น, แลก … เป็น, อยากได้ … แทน
invoice: bill … name, invoice … name, receipt … name, บิล … บริษัท
wrong: order … but got, ask … sent, ask … got, order … sent, want … sent
missing: paid … only, order … only, should be … but, จ่ายไป … แค่, สั่ง … แค่
towel: ผ้า … เช็ด, cloth … dry, dry … with
tablecloth: ผ้า … โต๊ะ, cloth … table, woven … table
emptyjar: candle … glass, empty … glass, empty … jar, เทียนหมด … แก้ว
privacy: pass … on, give … out, hand … out
cold: แช่ … ตู้เย็น
name: write … on, name … on, ใส่ชื่อ … บน, มีชื่อ … บน
edit: add … to my order, typed … wrong, put … wrong, wrote … wrong, กรอก … ผิด, ใส่ … ผิด, พิมพ์ … ผิด
`

/** Concepts of things: an answer about another thing is none. */
export const thingConcepts = `
cup bowl plate pot tea candle scarf cloth tablecloth towel class voucher vehicle fridge oven microwave dishwasher
points parcel invoice newsletter teabag strainer restaurant hotel job marketplace currency device student extend buyback signup instalment visa cover
`

/** Concepts of properties: what is asked of a thing is only answered by what says this of it. */
export const attributeConcepts = `
weight thickness colour scent material origin allergy caffeine temperature
`
