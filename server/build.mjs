import { build } from 'esbuild';

await build({
  entryPoints: ['src/main.ts'],
  outfile: 'dist/main.js',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  packages: 'external',
  // Our own protocol is TypeScript: it goes into the bundle.
  alias: { '@hangouts/protocol': '../protocol/src/index.ts' },
  logLevel: 'warning',
});
