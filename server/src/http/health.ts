import type { FastifyInstance } from 'fastify';

/** Throws, or rejects, where the part it looks after does not work. */
export type Check = () => void | Promise<void>;

/** How long a part may take to say that it works, in milliseconds. */
const PATIENCE = 2_000;

/** `/healthz`: 200 while every part works, 503 and the names of those that do not otherwise. */
export function addHealth(app: FastifyInstance, checks: Readonly<Record<string, Check>>): void {
  app.get(
    '/healthz',
    { config: { rateLimit: { max: 600 } }, schema: { hide: true } },
    async (request, reply) => {
      const results = await Promise.all(
        Object.entries(checks).map(async ([part, check]) => {
          try {
            await withinPatience(check);
            return { part, works: true };
          } catch (error) {
            request.log.error({ err: error, part }, 'a part does not work');
            return { part, works: false };
          }
        }),
      );
      const failing = results.filter(({ works }) => !works).map(({ part }) => part);
      return reply
        .code(failing.length === 0 ? 200 : 503)
        .header('cache-control', 'no-store')
        .send({
          status: failing.length === 0 ? 'ok' : 'failing',
          failing,
          parts: Object.fromEntries(results.map(({ part, works }) => [part, works ? 'ok' : 'failing'])),
        });
    },
  );
}

async function withinPatience(check: Check): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE} ms`)), PATIENCE);
  });
  try {
    await Promise.race([check(), late]);
  } finally {
    clearTimeout(timer);
  }
}
