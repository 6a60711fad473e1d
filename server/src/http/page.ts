import type { FastifyReply } from 'fastify';

/** The colours of web/src/ui/tokens.css. */
const STYLE = `
      :root { color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif; }
      body { margin: 0; }
      main { min-height: 100dvh; display: grid; place-content: center; justify-items: center; gap: 1.5rem; padding: 2rem;
        box-sizing: border-box; text-align: center; text-wrap: balance; overflow-wrap: anywhere;
        background: light-dark(#faf7f3, #151216); color: light-dark(#241f26, #f7f3ef); }
      h1 { margin: 0; max-inline-size: 32rem; font-size: 1.5rem; }
      p { margin: 0; }
      a { display: inline-block; padding: 0.75rem 1.5rem; border-radius: 0.75rem; font-weight: 600; text-decoration: none;
        background: #ff9157; color: #2b1108; }
      a:focus-visible { outline: 3px solid light-dark(#241f26, #f7f3ef); outline-offset: 2px; }
    `;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * Sends a small page that says one sentence and leads home, for where the web client is no help; the status stands in the
 * reply already.
 */
export function sendPage(reply: FastifyReply, sentence: string): FastifyReply {
  const text = sentence.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? '');
  return reply.type('text/html; charset=utf-8').send(
    `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <meta name="color-scheme" content="light dark">
    <title>Hangouts</title>
    <style>${STYLE}</style>
  </head>
  <body>
    <main>
      <h1>${text}</h1>
      <p><a href="/">Go to the first page</a></p>
    </main>
  </body>
</html>
`,
  );
}
