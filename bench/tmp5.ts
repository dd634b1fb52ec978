import { socketIo, measureSide } from './streams/streams.ts'
console.log(await measureSide(socketIo as never, 1000))
process.exit(0)
