import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * Everything comes from this origin. Styles may stand inline because the component kit and the code editor make style elements at run time; scripts
 * may not, save for those whose hash is given.
 * @param scriptHashes as `sha256-...`
 */
export function securityHeaders(scriptHashes: readonly string[]): RequestHandler {
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", ...scriptHashes.map((hash) => `'${hash}'`)],
        scriptSrcAttr: ["'none'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: false,
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
  });
  // Where TLS stands in front of us, as a proxy that we were told of says; over plain HTTP browsers ignore the header (RFC 6797, 7.2).
  const overTls = helmet.strictTransportSecurity({ maxAge: 180 * 24 * 3600 });
  return (request, response, next) =>
    headers(request, response, (error) => (error || !request.secure ? next(error) : overTls(request, response, next)));
}
