import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { tokensCss } from './theme/tokens-css.ts';

const server = process.env.CROSSDOCK_SERVER ?? 'http://localhost:3000';

/** Serves `virtual:tokens.css`, the style sheet made from the token file. */
function tokens(): Plugin {
  const name = 'virtual:tokens.css';
  const resolved = '\0tokens.css';
  return {
    name: 'crossdock-tokens',
    resolveId: (id) => (id === name ? resolved : undefined),
    load: (id) => (id === resolved ? tokensCss() : undefined),
  };
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tokens()],
  server: {
    proxy: Object.fromEntries(['/api/', '/in/', '/openapi.json'].map((path) => [path, { target: server, changeOrigin: true }])),
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    /** Fonts and icons stay files: the content security policy allows no data URLs for them. */
    assetsInlineLimit: 0,
    /** The editor is one chunk of about 1 MB, 340 kB on the wire, fetched when a list has been shown. */
    chunkSizeWarningLimit: 1200,
  },
});
