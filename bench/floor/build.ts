import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

const SOURCE = import.meta.dirname;
const OUTPUT = join(SOURCE, 'dist');

/** Bundles the floor's page and server, so that both run as lean as the product's; gives the server's file. */
export async function buildFloor(): Promise<string> {
  await mkdir(OUTPUT, { recursive: true });
  await Promise.all([
    build({
      entryPoints: [join(SOURCE, 'page.ts')],
      outfile: join(OUTPUT, 'page.js'),
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
      define: { 'process.env.NODE_ENV': '"production"' },
      logLevel: 'warning',
    }),
    build({
      entryPoints: [join(SOURCE, 'main.ts')],
      outfile: join(OUTPUT, 'main.js'),
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      packages: 'external',
      logLevel: 'warning',
    }),
    copyFile(join(SOURCE, 'index.html'), join(OUTPUT, 'index.html')),
  ]);
  return join(OUTPUT, 'main.js');
}
