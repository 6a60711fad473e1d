import type { Words } from '../language/words.js';
import { SCRIPT } from './goOn.js';

const STYLE = `
  :root { color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif; }
  body { margin: 0; }
  main, div, section { display: grid; justify-items: center; gap: 1rem; }
  main { min-height: 100dvh; place-content: center;
    padding: 2rem; box-sizing: border-box; text-align: center; text-wrap: balance;
    background: light-dark(#faf7f3, #151216); color: light-dark(#241f26, #f7f3ef); }
  section[hidden] { display: none; }
  svg { inline-size: 4rem; block-size: 4rem; }
  h1 { margin: 0; font-size: 1.5rem; }
  p { margin: 0; max-inline-size: 28rem; color: light-dark(#675e66, #b9b0b9); }
  a { display: inline-block; padding: 0.75rem 1.5rem; border-radius: 0.75rem; font-weight: 600; text-decoration: none;
    background: #ff9157; color: #2b1108; }
  a:focus-visible { outline: 3px solid light-dark(#241f26, #f7f3ef); outline-offset: 2px; }
`;

const MARK = `<svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="9" fill="#f98a52"/><circle cx="10" cy="8.6" r="3" fill="#2b1108"/><circle cx="22" cy="8.6" r="3" fill="#2b1108"/><path d="M10 15v10.2M22 15v10.2M10 16.4c1.6 5.4 10.4 5.4 12 0" fill="none" stroke="#2b1108" stroke-width="4.4" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

/**
 * The page that says that there is no network, or that the server is away, whole in itself: nothing of it is fetched. Goes
 * on by itself. `theme` is the one that was chosen, null as the system has it.
 */
export async function offlinePage(words: Words, theme: 'light' | 'dark' | null): Promise<Response> {
  const html = `<!doctype html>
<html lang="${words.language}" dir="${words.direction}"${theme === null ? '' : ` style="color-scheme: ${theme}"`}>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Hangouts</title>
<style>${STYLE}</style>
<main>
${MARK}
<div aria-live="polite">
<section id="offline" hidden><h1>${words('offline:title')}</h1><p>${words('offline:help')}</p></section>
<section id="away"><h1>${words('page:serverGone')}</h1><p>${words('offline:awayHelp')}</p></section>
</div>
<a href="">${words('page:tryAgain')}</a>
</main>
<script>${SCRIPT}</script>
</html>
`;
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      // It needs none of what the rest of the page may, but to ask whether the server answers.
      'content-security-policy': `default-src 'none'; connect-src 'self'; style-src 'unsafe-inline'; script-src '${await hashOf(SCRIPT)}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    },
  });
}

/** The source expression for one script (CSP level 3, 6.7.3.3). */
async function hashOf(script: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(script));
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}
