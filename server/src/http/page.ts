import type { FastifyReply } from 'fastify';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Sends a small page that says one sentence and leads home; the status stands in the reply already. */
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
