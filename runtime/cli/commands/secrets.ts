import type { KeysStatus } from '../../vault/shown-status.ts';
import { type Command, type ExitCode, isGiven, UsageError } from '../command.ts';
import { findInstallation, serverHelp, serverOption } from '../find-installation.ts';

const acts = ['status', 'rotate', 'rekey'] as const;

export const secrets: Command = {
  name: 'secrets',
  summary: 'Replace the secret of the installation, or seal all its secrets anew',
  usage: 'secrets status | rotate | rekey [--json] [--server URL]',
  help: `
  secrets status    what the secrets are sealed with, and whether one is being replaced
  secrets rotate    with a key file: a new one, at once. With CROSSDOCK_SECRET: first start each server and worker,
                    one after the other, with the new secret as CROSSDOCK_SECRET and the present one as
                    CROSSDOCK_SECRET_OLD; then this ends the time in which both are accepted
  secrets rekey     a new root key; secrets of connections are sealed anew in the background

    --json          the answer as JSON
${serverHelp}`,
  options: { json: { type: 'boolean' }, ...serverOption },
  async run(given): Promise<ExitCode> {
    const [what, ...rest] = given.positionals;
    const act = acts.find((known) => known === what);
    if (!act || rest.length > 0) throw new UsageError('Say "secrets status", "secrets rotate" or "secrets rekey".');
    const installation = await findInstallation(given);
    try {
      const status = await installation.secrets[act]();
      given.output.out(isGiven(given, 'json') ? `${JSON.stringify(status)}\n` : words(act, status));
      return 0;
    } finally {
      await installation.close();
    }
  },
};

function words(act: (typeof acts)[number], { source, secrets: open, keys, sealed }: KeysStatus): string {
  const done = {
    status: '',
    rotate:
      source === 'file'
        ? 'There is a new key file. Back it up.\n'
        : 'Only the new secret opens the installation now. CROSSDOCK_SECRET_OLD can be left out.\n',
    rekey: 'There is a new root key. Secrets are sealed anew in the background; `secrets status` shows how far.\n',
  }[act];
  const from = source === 'file' ? 'a key file in the data folder' : 'CROSSDOCK_SECRET';
  const both = open.length > 1 ? `; ${open.length} secrets open it, because one is being replaced` : '';
  const newest = keys.at(-1);
  return `${done}The secret comes from ${from}${both}.\nRoot key ${newest?.number}, of ${newest?.since.slice(0, 10)}; ${sealed.newest} of ${sealed.total} secrets are sealed with the newest.\n`;
}
