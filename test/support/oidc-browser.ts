/** A browser as far as single sign-on needs one: follows redirects by hand, keeps cookies by origin and path, and fills in the provider's forms. */
export type OidcBrowser = {
  /** One request; its answer as it is. */
  get(url: string): Promise<Response>;
  /** Signs in at the provider; returns the address that it leads back to, which was not opened yet. */
  signInAt(url: string, login: string, choice?: 'agree' | 'refuse'): Promise<string>;
  cookie(name: string): string | undefined;
  setCookies(): readonly string[];
};

type Cookie = { readonly name: string; readonly value: string; readonly path: string };

/** @param back how the address begins that the provider leads back to */
export function oidcBrowser(back: string): OidcBrowser {
  const jars = new Map<string, Cookie[]>();
  const seen: string[] = [];

  async function request(url: string, form?: Readonly<Record<string, string>>): Promise<Response> {
    const { origin, pathname } = new URL(url);
    const cookies = (jars.get(origin) ?? []).filter(({ path }) => pathname.startsWith(path));
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') },
      ...(form && { body: new URLSearchParams(form) }),
    });
    for (const header of response.headers.getSetCookie()) keep(origin, header);
    return response;
  }

  function keep(origin: string, header: string): void {
    seen.push(header);
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(header) ?? [];
    const path = /;\s*path=([^;]+)/i.exec(header)?.[1] ?? '/';
    const isGone = value === '' || /max-age=0\b/i.test(header) || /expires=Thu, 01 Jan 1970/i.test(header);
    const others = (jars.get(origin) ?? []).filter((cookie) => cookie.name !== name || cookie.path !== path);
    jars.set(origin, isGone ? others : [...others, { name, value, path }]);
  }

  return {
    get: (url) => request(url),
    async signInAt(url, login, choice = 'agree') {
      let at = url;
      for (let i = 0; i < 20; i += 1) {
        if (at.startsWith(back)) return at;
        let response = await request(at);
        if (response.status === 200) {
          const page = await response.text();
          const action = new URL(/<form[^>]*action="([^"]+)"/.exec(page)?.[1] ?? '', at).href;
          const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? '';
          const abort = new URL(/href="([^"]*\/abort)"/.exec(page)?.[1] ?? 'none', at).href;
          response = choice === 'refuse' ? await request(abort) : await request(action, { prompt, login, password: 'any' });
        }
        const location = response.headers.get('location');
        if (location === null) throw new Error(`the provider answered ${response.status} to ${at}: ${await response.text()}`);
        at = new URL(location, at).href;
      }
      throw new Error('the provider leads on and on');
    },
    cookie: (name) => [...jars.values()].flat().find((cookie) => cookie.name === name)?.value,
    setCookies: () => seen,
  };
}
