import { fork } from 'node:child_process'
import { once } from 'node:events'
import { startOwnPostgres } from '/work/main/bench/tools/own-postgres.ts'
import { startBenchServer } from '/work/main/bench/tools/bench-server.ts'
import { makeTenants } from '/work/main/bench/messages/tenants.ts'
import { usageOf } from '/work/main/bench/processes.ts'
const pg = await startOwnPostgres()
const role = process.argv[2] ?? 'api'
async function round(name, writer, n, env, ms=4000) {
  const s = await startBenchServer(pg, { writer, env: {MINICHAT_ROLE:'api',DATABASE_URL:'postgres://x@y/z',...env} })
  const chats = await makeTenants(pg, 16, 64)
  const c = fork('/work/main/bench/messages/load-client.ts', [], {stdio:['ignore','inherit','inherit','ipc']})
  const url = new URL(s.url)
  const go = async (d) => { c.send({ host: url.hostname, port: Number(url.port), chats: chats.slice(0,n), durationMs: d }); return (await once(c,'message'))[0] }
  await go(1500)
  const a = usageOf(s.pid), b = usageOf(pg.pid); const t=performance.now()
  const r = await go(ms)
  const el = (performance.now()-t)/1000
  const a2 = usageOf(s.pid), b2 = usageOf(pg.pid)
  const l = r.latenciesMs.sort((x,y)=>x-y)
  const cpu=(x,y)=> (y.own.cpuMs+y.children.cpuMs-x.own.cpuMs-x.children.cpuMs)*1000/r.accepted
  console.log(name, n, 'msg/s', Math.round(r.accepted/el), 'refused', r.refused, 'p50', l[l.length>>1].toFixed(2), 'p99', l[Math.floor(l.length*.99)].toFixed(1), 'node us', cpu(a,a2).toFixed(0), 'pg us', cpu(b,b2).toFixed(0))
  c.disconnect(); await s.stop()
}
try { await round('group', {}, 64, {}, 8000)
} finally { await pg.remove() }
process.exit(0)
