import { run } from './tools.ts'

await run('node_modules/@biomejs/biome/bin/biome', ['check', '--write', '.'])
