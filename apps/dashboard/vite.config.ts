import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const server = process.env.MINICHAT_SERVER ?? 'http://127.0.0.1:3000'
const served = ['/api', '/widget.js', '/widget', '/demo', '/source', '/docs']

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    // Fonts and images stay files: the content security policy allows no `data:` fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    proxy: Object.fromEntries(
      // The page /widget is ours; what is below it, and the script, are the server's.
      served.map((path) => [path === '/widget' ? '^/widget/.+' : path, { target: server, changeOrigin: false }]),
    ),
  },
})
