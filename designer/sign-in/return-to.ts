/** Where one goes after signing in: a path of this product, never another site; the flows when there is none. */
export function returnTo(path: string, search: string): string {
  const given = new URLSearchParams(search).get('returnTo');
  const wanted = given ?? (path.startsWith('/sign-in') ? '' : `${path}${search === '' || search.startsWith('?') ? search : `?${search}`}`);
  // `//host` and `/\host` are other sites to a browser.
  return /^\/(?![/\\])/.test(wanted) && !wanted.startsWith('/sign-in') ? wanted : '/flows';
}
