import type { Server } from 'node:http';
import helmet from '@fastify/helmet';
import { fastify, LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { Logger } from 'pino';
import { addApi, type ApiOptions } from './api.js';
import { addErrors, createRefuse, refuseBadUrl } from './errors.js';
import { addHeaders, helmetOptions } from './headers.js';
import { addHealth, type Check } from './health.js';
import { createListeners, type Listening, type ListenConfig } from './listeners.js';
import { addMetrics, type MetricsSource } from './metrics.js';
import { addRateLimit } from './rate-limit.js';
import { addWebClient } from './web-client.js';

/** The part of the configuration that HTTP is served by. */
export interface HttpConfig extends ListenConfig {
  trustProxy: readonly string[];
  frameAncestors: readonly string[];
  metricsToken: string | null;
}

export interface HttpOptions extends ApiOptions {
  config: HttpConfig;
  /** The folder that the web client was built into. */
  webRoot: string;
  log: Logger;
  /** The parts that must work, by name. */
  checks: Readonly<Record<string, Check>>;
  metrics: MetricsSource;
}

export interface Http {
  /** Attach Socket.io here: what comes over https passes through this server too. */
  readonly server: Server;
  readonly app: FastifyInstance;
  /** Listens on every port. Throws a StartError that names the variable of a port that cannot be had. */
  listen(): Promise<Listening>;
  /** Lets requests under way end, for a second at most. Close the sockets of Socket.io before. */
  close(): Promise<void>;
}

export type { Listening };

/**
 * How long a request may take to come in, in milliseconds: whoever sends a byte now and then must not hold a
 * connection for ever. Long enough for the largest frame over a phone's line.
 */
const REQUEST_TIMEOUT = 60_000;

/** The web client, the API, health and metrics, over plain http and, where the configuration says so, https. */
export async function createHttp(options: HttpOptions): Promise<Http> {
  const { config, log } = options;
  // Fastify's own lines at info say what ours say already.
  const quiet: FastifyBaseLogger = log.isLevelEnabled('warn') ? log.child({}, { level: 'warn' }) : log;
  const app: FastifyInstance = fastify({
    loggerInstance: quiet,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustProxy.length === 0 ? false : [...config.trustProxy],
    bodyLimit: 100_000,
    requestTimeout: REQUEST_TIMEOUT,
    // A room's link holds up to 60 characters of several encoded bytes each.
    routerOptions: { maxParamLength: 2_000 },
    frameworkErrors: refuseBadUrl,
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.addHook('onResponse', (request, reply, done) => {
    options.metrics.answered(reply.statusCode);
    // The route and not the address, which may hold a name.
    const { method, routeOptions } = request;
    log.debug(
      { method, route: routeOptions.url, status: reply.statusCode, ms: reply.elapsedTime },
      'answered',
    );
    done();
  });

  await app.register(helmet, helmetOptions(config.frameAncestors));
  addHeaders(app, config.tls.mode === 'self' && config.tls.files !== null);
  await addRateLimit(app);
  const refuse = createRefuse(options.webRoot);
  addErrors(app, refuse);
  addHealth(app, options.checks);
  addMetrics(app, options.metrics, config.metricsToken);
  const listeners = createListeners(app, config);
  await addApi(app, options, listeners.tlsPort, config.publicUrl);
  await addWebClient(app, options.webRoot, refuse);

  return {
    server: app.server,
    app,
    listen: listeners.listen,
    close: listeners.close,
  };
}
