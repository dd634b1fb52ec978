import type { PageProblem } from '@minichat/contracts'
import { defineText } from '../../lib/text.ts'

type Words = Record<PageProblem, string>

/** Why a page was not read, and what can be done about it. */
export const pageProblemText = defineText<Words>({
  en: {
    address_refused: 'This address is private; only pages on the public web are read.',
    unreachable: 'The site cannot be reached. Check the address.',
    too_slow: 'The site took too long to answer.',
    robots_forbid: 'The site’s rules (robots.txt) keep MiniChatBot out.',
    robots_unreadable: 'The site’s rules (robots.txt) could not be read, so nothing was.',
    not_found: 'There is no such page.',
    refused_by_site: 'The site refuses to show this page.',
    site_error: 'The site had an error.',
    too_many_redirects: 'The page sends on and on.',
    left_site: 'It leads to another site.',
    too_large: 'It is too large to be read.',
    not_a_page: 'It is no web page. Files can be uploaded under Documents.',
    no_index: 'The page asks not to be indexed (noindex).',
    no_text: 'There is no text on it. Pages that scripts draw cannot be read.',
    same_as_other: 'Another page says the same, or is its original.',
    unreadable: 'It could not be read.',
    quota_reached: 'The plan has no room for more pages.',
  },
  th: {
    address_refused: 'ที่อยู่นี้เป็นที่อยู่ภายใน อ่านได้เฉพาะหน้าบนเว็บสาธารณะ',
    unreachable: 'เข้าเว็บไซต์ไม่ได้ ตรวจสอบที่อยู่อีกครั้ง',
    too_slow: 'เว็บไซต์ตอบช้าเกินไป',
    robots_forbid: 'กฎของเว็บไซต์ (robots.txt) ไม่อนุญาต MiniChatBot',
    robots_unreadable: 'อ่านกฎของเว็บไซต์ (robots.txt) ไม่ได้ จึงไม่ได้อ่านอะไรเลย',
    not_found: 'ไม่มีหน้านี้',
    refused_by_site: 'เว็บไซต์ไม่ยอมแสดงหน้านี้',
    site_error: 'เว็บไซต์เกิดข้อผิดพลาด',
    too_many_redirects: 'หน้านี้ส่งต่อไปไม่สิ้นสุด',
    left_site: 'พาไปเว็บไซต์อื่น',
    too_large: 'ใหญ่เกินกว่าจะอ่านได้',
    not_a_page: 'ไม่ใช่หน้าเว็บ ถ้าเป็นไฟล์ให้อัปโหลดที่เอกสาร',
    no_index: 'หน้านี้ขอไม่ให้จัดทำดัชนี (noindex)',
    no_text: 'ไม่มีข้อความในหน้า หน้าที่สร้างด้วยสคริปต์อ่านไม่ได้',
    same_as_other: 'มีหน้าอื่นที่เนื้อหาเหมือนกัน หรือเป็นต้นฉบับ',
    unreadable: 'อ่านไม่ได้',
    quota_reached: 'แพ็กเกจไม่มีที่สำหรับหน้าเพิ่ม',
  },
})
