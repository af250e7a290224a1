import { X509Certificate } from 'node:crypto';

/** When the first certificate of a PEM text is no longer valid, ms; null: it cannot be read. */
export function certificateExpiry(pem: string): number | null {
  try {
    return new X509Certificate(pem).validToDate.getTime();
  } catch {
    return null;
  }
}

/** When a JSON Web Token says it ends (`exp`, RFC 7519), ms; null: it is none, or does not say. */
export function tokenExpiry(token: string): number | null {
  const [, payload = ''] = /^[\w-]+\.([\w-]+)\.[\w-]*$/.exec(token) ?? [];
  try {
    const { exp } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { exp?: unknown };
    return typeof exp === 'number' ? exp * 1000 : null;
  } catch {
    return null;
  }
}
