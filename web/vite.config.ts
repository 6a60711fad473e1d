import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const THEME = 'theme.js';
const SERVER = 'http://localhost:3000';
const COMPRESSIBLE = /\.(js|css|html|svg|json|webmanifest|wasm|tflite)$/;
/** Smaller files fit into one packet as they are. Bytes. */
const WORTH_COMPRESSING = 1_000;

const WORDS = /\/language\/locales\/(?<language>[^/]+)\/(?<namespace>[^/]+)\.json$/;
/** The folders whose words come with the call's code, and with that of what is opened in it (`language/load.ts`). */
const CALL = new Set(['call', 'direct', 'stage']);
const PANELS = new Set(['chat', 'people', 'quality', 'settings']);
/** Those that come by themselves. */
const ALONE = new Set(['plans', 'offline']);

/**
 * One file for the words of a language before the call, one for hangouts of one's own, one for those in the call, one
 * for what is opened there, one for the page that is kept.
 */
function wordsOf(path: string): string | null {
  const { language, namespace } = WORDS.exec(path)?.groups ?? {};
  if (language === undefined || namespace === undefined) return null;
  if (CALL.has(namespace)) return `words-${language}-call`;
  if (PANELS.has(namespace)) return `words-${language}-panels`;
  if (ALONE.has(namespace)) return `words-${language}-${namespace}`;
  return language === 'en' ? null : `words-${language}`;
}

/**
 * What belongs together, in one file: each request costs a kilobyte of headers. What the page begins with; what both the
 * first page and a hangout need; what all of a hangout needs, the media's side and the panels too.
 */
const SHARED =
  /\/protocol\/src\/limits|\/web\/src\/(?:language\/format|session\/(?:error|failed-response|own-rooms|readable|recent|room-addresses)|ui\/(?:copyText|CopyLink|Field|later|Notice|PartMessage|Select|TextField|useNow|useReadable))\.|\/icons\/(?:calendar-plus|check|chevron-down|link)\./;
const ROOM =
  /\/protocol\/src\/permissions|\/web\/src\/(?:controls\/(?:announced|captions|ownCaptions|shortcuts|shortcutKeys)|devices\/(?:cues|recognition)|session\/(?:codecs|encodings|link|remembered|select))\.|\/icons\/(?:captions|keyboard)\./;

/** The script that sets the theme stands before the page's own, under a name that changes with it. */
function themeFirst(): Plugin {
  let root = '';
  return {
    name: 'theme-first',
    apply: 'build',
    configResolved(config) {
      root = config.root;
    },
    async buildStart() {
      this.emitFile({ type: 'asset', name: THEME, source: await readFile(join(root, THEME)) });
    },
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const made = Object.values(bundle).find(
          (file) => file.type === 'asset' && file.names.includes(THEME),
        );
        if (made === undefined) throw new Error(`${THEME} was not made`);
        return html.replace(`/${THEME}`, `/${made.fileName}`);
      },
    },
  };
}

/** Writes brotli and gzip files beside what was built, so that the server compresses nothing while it runs. */
function compressed(): Plugin {
  let directory = '';
  return {
    name: 'compressed',
    apply: 'build',
    configResolved(config) {
      directory = join(config.root, config.build.outDir);
    },
    async writeBundle() {
      const entries = await readdir(directory, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile() && COMPRESSIBLE.test(entry.name));
      await Promise.all(files.map((file) => compress(join(file.parentPath, file.name))));
    },
  };
}

async function compress(path: string): Promise<void> {
  const content = await readFile(path);
  if (content.byteLength < WORTH_COMPRESSING) return;
  const brotli = promisify(brotliCompress)(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.byteLength,
    },
  });
  const [small, zipped] = await Promise.all([
    brotli,
    promisify(gzip)(content, { level: constants.Z_BEST_COMPRESSION }),
  ]);
  await Promise.all([writeFile(`${path}.br`, small), writeFile(`${path}.gz`, zipped)]);
}

export default defineConfig({
  plugins: [react(), themeFirst(), compressed()],
  build: {
    // Firefox ESR 128 and Safari 16 run this as it is.
    target: ['es2022', 'chrome111', 'firefox120', 'safari16'],
    // A data address for a picture or a font would need a wider content policy.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: wordsOf, test: WORDS },
            { name: 'first', tags: ['$initial'] },
            { name: 'shared', test: SHARED, includeDependenciesRecursively: false },
            { name: 'room', test: ROOM, includeDependenciesRecursively: false },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      '/socket.io': { target: SERVER, ws: true },
      '/api': SERVER,
      '/healthz': SERVER,
    },
  },
});
