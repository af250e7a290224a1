import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { IntakeBinding } from '@crossdock/nodes/contract/intake';
import type { Clock } from '../../clock/clock.ts';
import { gunzipped, inUtf8, NotText, TooLarge, upTo } from '../../engine/chunks/text-stream.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Log } from '../../engine/log.ts';
import type { Plan } from '../../engine/plan/plan.ts';
import type { Deployments } from '../../lifecycle/deployments.ts';
import { bodyLimit } from '../body-limit.ts';
import { fileKey, readyFiles, type SeenFile } from './ready-files.ts';
import { type WatchedFolder, watchedFolder } from './watched-folder.ts';

export type FileWatch = {
  /** Looks at all folders now. Resolves when what was ready has been accepted. */
  look(): Promise<void>;
  close(): Promise<void>;
};

type FileBinding = Extract<IntakeBinding, { kind: 'file' }>;
type Watch = {
  readonly env: string;
  readonly plan: Plan;
  readonly binding: FileBinding;
  readonly folder: WatchedFolder;
  seen: readonly SeenFile[];
  dueAt: number;
};

/** A file counts as the same for so long, ms. */
const remembered = 30 * 86_400_000;

/** Watches the folders of the file triggers that are deployed. Exactly one run comes of a file, also when the process dies between accepting it and putting it aside. */
export function watchFiles(resources: {
  readonly engine: Engine;
  readonly deployments: Deployments;
  readonly clock: Clock;
  readonly log: Log;
  /** null: file triggers cannot be used here. */
  readonly root: string | null;
  /** Bytes of a file to a flow that works in chunks. */
  readonly limit: number;
}): FileWatch {
  const { engine, deployments, clock, log, root, limit } = resources;
  let watches: Watch[] = [];
  let looking: Promise<void> | undefined;
  let cancel: (() => void) | undefined;
  let isClosed = false;

  const arm = () => {
    const before = new Map(watches.map((watch) => [`${watch.env}/${watch.plan.flow.id}`, watch]));
    watches = deployments.current().flatMap(({ env, flow, version, hash }): Watch[] => {
      const plan = engine.plans.compiled(flow, version, hash);
      if (plan?.binding?.kind !== 'file') return [];
      if (root === null) {
        log.error({ env, flow: flow.id }, 'a flow waits for files, but CROSSDOCK_FILES names no folder; set it and start again');
        return [];
      }
      const known = before.get(`${env}/${flow.id}`);
      const folder = watchedFolder(root, join(env, plan.binding.folder));
      return [{ env, plan, binding: plan.binding, folder, seen: known?.seen ?? [], dueAt: known?.dueAt ?? clock.now() }];
    });
    rest();
  };

  function rest(): void {
    cancel?.();
    cancel = undefined;
    if (isClosed || watches.length === 0) return;
    const at = Math.min(...watches.map((watch) => watch.dueAt));
    cancel = clock.after(Math.max(0, at - clock.now()), () => void look());
  }

  function look(): Promise<void> {
    looking ??= lookAtAll().finally(() => {
      looking = undefined;
      rest();
    });
    return looking;
  }

  async function lookAtAll(): Promise<void> {
    for (const watch of watches.filter(({ dueAt }) => dueAt <= clock.now())) {
      try {
        await lookAt(watch);
      } catch (error) {
        log.error({ env: watch.env, flow: watch.plan.flow.id, error: String(error) }, 'a folder could not be read; it is looked at again');
      }
      watch.dueAt = clock.now() + watch.binding.everyMs;
    }
  }

  async function lookAt(watch: Watch): Promise<void> {
    const now = await watch.folder.look();
    const ready = readyFiles(watch.seen, now, watch.binding.pattern);
    watch.seen = now;
    for (const file of ready) {
      if (isClosed) return;
      const reason = await take(watch, file);
      if (reason === 'later') return;
      await watch.folder.setAside(file.name, reason ?? undefined);
      if (reason !== null) log.warn({ env: watch.env, flow: watch.plan.flow.id, file: file.name, reason }, 'a file could not be taken');
    }
  }

  /** Why the file cannot be taken; null when it was; `later` when it is to be tried again. */
  async function take({ env, plan, binding, folder }: Watch, file: SeenFile): Promise<string | null> {
    const most = plan.source ? limit : bodyLimit;
    const whole = plan.wholeBecause ? `, because ${plan.wholeBecause}` : '';
    const tooLarge = `The file has more than ${most} bytes, which this flow does not take${plan.source ? '' : whole}.`;
    if (file.bytes > most) return tooLarge;
    const hash = createHash('sha256');
    const isPacked = file.name.toLowerCase().endsWith('.gz');
    const raw = hashed(folder.read(file.name), hash);
    const source = inUtf8(upTo(isPacked ? gunzipped(raw) : raw, most), binding.charset);
    const message = {
      plan,
      env,
      contentType: typeOf(file.name),
      headers: { 'x-file-name': file.name, 'x-file-bytes': String(file.bytes), 'x-file-modified': new Date(file.modifiedAt).toISOString() },
      query: {},
      sender: 'file',
      idempotencyKey: fileKey(binding.folder, file),
      windowMs: remembered,
    };
    try {
      const accepted = plan.source
        ? await engine.acceptStream({ ...message, source, bodyHash: () => hash.digest('hex') })
        : await wholeFile(source).then((text) => engine.accept({ ...message, text, bytes: text.length, bodyHash: hash.digest('hex') }));
      return accepted.kind === 'busy' ? 'later' : null;
    } catch (error) {
      if (error instanceof TooLarge) return tooLarge;
      if (error instanceof NotText)
        return `The file is not text: ${error.message}. Choose how it is written in the trigger, or have it sent again.`;
      throw error;
    }
  }

  arm();
  const stop = deployments.onChange(arm);
  return {
    look,
    async close() {
      isClosed = true;
      stop();
      cancel?.();
      await looking;
    },
  };
}

async function* hashed(source: AsyncIterable<Uint8Array>, hash: { update(bytes: Uint8Array): unknown }): AsyncGenerator<Uint8Array> {
  for await (const bytes of source) {
    hash.update(bytes);
    yield bytes;
  }
}

async function wholeFile(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const bytes of source) pieces.push(bytes);
  return Buffer.concat(pieces);
}

function typeOf(name: string): string {
  const ending = /\.([a-z0-9]+)(?:\.gz)?$/i.exec(name)?.[1]?.toLowerCase();
  return ending === 'csv' ? 'text/csv' : 'text/plain';
}
