import type { N8nProblem } from '@minichat/contracts'
import { defineText } from '../../lib/text.ts'

const en: Record<N8nProblem, string> = {
  address:
    'This address may not be called from here. If n8n runs in your own network, an operator allows it with OUTGOING_ALLOW.',
  unreachable: 'n8n does not answer at this address. Check that it runs, and that this server can reach it.',
  'no-secret': 'Enter the secret of the authentication that you chose.',
  'no-signing-secret': 'A workflow that calls back signs its answer. Make a signing secret first.',
  'auth-missing': 'The trigger asks for an authentication that was not sent. Choose the one that the node has.',
  'auth-wrong':
    'n8n refuses this secret, or the header that it expects is missing. Compare with the credential of the node.',
  'not-registered':
    'There is no such workflow, or it is not published. Publish it, and copy the production address again.',
  'workflow-failed': 'The workflow began and failed. Look at Executions in n8n.',
  'no-respond-node':
    'The trigger waits for a node “Respond to Webhook” that is not in the workflow. Add it, or let the last node answer.',
  'not-understood':
    'n8n could not read the question. Check that the trigger is a Chat Trigger or a Webhook that takes POST.',
  busy: 'n8n takes no more at the moment. Try again later, or give it more workers.',
  status: 'n8n answered in a way that is neither success nor a known failure.',
  html: 'A web page came in place of an answer, as from a proxy or a sign-in page. Check the address.',
  'broken-json': 'The reply begins as JSON and is none. Let n8n build it with an expression in place of text.',
  'broken-stream':
    'The stream ended before the answer did. A proxy may cut it: switch its buffering off and raise its time limit.',
  empty: 'The workflow ended without a text. Give its last node a field “output”.',
  'too-long': 'The answer is longer than visitors would read. Shorten it in the workflow.',
  timeout: 'The workflow took longer than its time. Raise the time, or let it call back.',
  'said-error': 'The workflow itself says that it has no answer.',
}

const th: Record<N8nProblem, string> = {
  address: 'เรียกที่อยู่นี้จากที่นี่ไม่ได้ ถ้า n8n อยู่ในเครือข่ายของคุณเอง ผู้ดูแลระบบอนุญาตได้ด้วย OUTGOING_ALLOW',
  unreachable: 'n8n ไม่ตอบที่ที่อยู่นี้ ตรวจว่า n8n ทำงานอยู่ และเซิร์ฟเวอร์นี้เข้าถึงได้',
  'no-secret': 'ใส่รหัสลับของการยืนยันตัวตนที่เลือก',
  'no-signing-secret': 'เวิร์กโฟลว์ที่เรียกกลับต้องเซ็นคำตอบ กรุณาสร้างรหัสลับสำหรับเซ็นก่อน',
  'auth-missing': 'ทริกเกอร์ต้องการการยืนยันตัวตนที่ไม่ได้ส่งไป เลือกให้ตรงกับที่ตั้งไว้ในโหนด',
  'auth-wrong': 'n8n ไม่ยอมรับรหัสลับนี้ หรือขาด header ที่ต้องการ เทียบกับ credential ของโหนด',
  'not-registered': 'ไม่มีเวิร์กโฟลว์นี้ หรือยังไม่ได้เผยแพร่ เผยแพร่แล้วคัดลอกที่อยู่สำหรับใช้งานจริงอีกครั้ง',
  'workflow-failed': 'เวิร์กโฟลว์เริ่มแล้วแต่ล้มเหลว ดูที่ Executions ใน n8n',
  'no-respond-node': 'ทริกเกอร์รอโหนด “Respond to Webhook” ซึ่งไม่มีในเวิร์กโฟลว์ เพิ่มโหนดนี้ หรือให้โหนดสุดท้ายเป็นผู้ตอบ',
  'not-understood': 'n8n อ่านคำถามไม่ได้ ตรวจว่าทริกเกอร์เป็น Chat Trigger หรือ Webhook ที่รับ POST',
  busy: 'ตอนนี้ n8n รับเพิ่มไม่ได้ ลองใหม่ภายหลัง หรือเพิ่ม worker',
  status: 'n8n ตอบด้วยสถานะที่ไม่ใช่ทั้งความสำเร็จและความล้มเหลวที่รู้จัก',
  html: 'ได้หน้าเว็บแทนคำตอบ เช่นจากพร็อกซีหรือหน้าเข้าสู่ระบบ ตรวจที่อยู่อีกครั้ง',
  'broken-json': 'คำตอบขึ้นต้นเหมือน JSON แต่อ่านไม่ได้ ให้ n8n สร้างด้วย expression แทนข้อความ',
  'broken-stream': 'สตรีมจบก่อนคำตอบ อาจถูกพร็อกซีตัด ปิด buffering และเพิ่มเวลาของพร็อกซี',
  empty: 'เวิร์กโฟลว์จบโดยไม่มีข้อความ ให้โหนดสุดท้ายมีฟิลด์ “output”',
  'too-long': 'คำตอบยาวเกินกว่าที่ผู้เยี่ยมชมจะอ่าน ทำให้สั้นลงในเวิร์กโฟลว์',
  timeout: 'เวิร์กโฟลว์ใช้เวลานานเกินกำหนด เพิ่มเวลา หรือให้เรียกกลับภายหลัง',
  'said-error': 'เวิร์กโฟลว์แจ้งเองว่าไม่มีคำตอบ',
}

/** What to do when a workflow gave no answer. */
export const adviceText = defineText({ en, th })
