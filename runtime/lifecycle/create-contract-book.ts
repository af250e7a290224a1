import { compareSchemas } from '@crossdock/flows/contracts/compare-schemas';
import { type Compatibility, incompatibilities } from '@crossdock/flows/contracts/compatibility';
import { type Contract, contractName } from '@crossdock/flows/contracts/contract';
import { Refusal } from '../api/refusal.ts';
import type { Audit } from '../audit/audit.ts';
import type { Clock } from '../clock/clock.ts';
import { type CollectionSchema, DuplicateKey, type Store } from '../store/store.ts';
import type { ContractBook, ShownContract } from './contract-book.ts';
import { schemaFaults } from './contract-check.ts';

/** A version of one of the company's own contracts; never changed, only taken off the list. */
type StoredContract = {
  /** `subject@version` */
  readonly id: string;
  readonly subject: string;
  readonly version: number;
  readonly title: string;
  /** JSON Schema as text. */
  readonly schema: string;
  readonly why: string;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly removedAt: number | null;
};

const contractSchema: CollectionSchema<StoredContract> = {
  name: 'contracts',
  fields: {
    subject: 'text',
    version: 'number',
    title: 'text',
    schema: 'body',
    why: 'text',
    createdAt: 'number',
    createdBy: 'text',
    removedAt: 'number',
  },
};

/** What holds for all versions of a subject. */
type SubjectDocument = {
  readonly id: string;
  readonly compatibility: Compatibility;
  readonly changedAt: number;
  readonly changedBy: string;
};

const subjectSchema: CollectionSchema<SubjectDocument> = {
  name: 'contractSubjects',
  fields: { compatibility: 'text', changedAt: 'number', changedBy: 'text' },
};

type Own = { readonly contract: Contract; readonly stored: Omit<StoredContract, 'schema'> };

export type ContractBookResources = {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: Audit;
  /** Those that come with Crossdock. */
  readonly canonical: readonly Contract[];
  /** Tells the other processes that there is another one. Default: there are none. */
  readonly tell?: () => void;
};

export async function openContractBook({ store, clock, audit, canonical, tell = () => {} }: ContractBookResources): Promise<ContractBook> {
  const documents = store.collection(contractSchema);
  const subjects = store.collection(subjectSchema);
  const own = new Map<string, Own>();
  const modes = new Map<string, Compatibility>();
  const given = new Map(canonical.map((contract) => [contractName(contract), contract]));

  async function load(): Promise<void> {
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof documents.find>> = await documents.find({
        limit: 1000,
        after,
        select: ['id', 'subject', 'version', 'title', 'why', 'createdAt', 'createdBy', 'removedAt'],
      });
      for (const head of page.items) {
        const known = own.get(head.id);
        if (known) own.set(head.id, { ...known, stored: head });
        else {
          const document = await documents.get(head.id);
          if (document) keep(document);
        }
      }
      after = page.next;
    } while (after !== null);
    let next: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof subjects.find>> = await subjects.find({ limit: 1000, after: next });
      for (const { id, compatibility } of page.items) modes.set(id, compatibility);
      next = page.next;
    } while (next !== null);
  }

  function keep({ schema, ...stored }: StoredContract): Own {
    const { subject: name, version, title } = stored;
    const one: Own = { contract: { name, version, title, schema: JSON.parse(schema) as Record<string, unknown> }, stored };
    own.set(stored.id, one);
    return one;
  }

  await load();

  /** Of a subject, removed ones too: their numbers are not given again. */
  function versionsOf(subject: string): readonly Own[] {
    return [...own.values()].filter(({ contract }) => contract.name === subject).sort((a, b) => b.contract.version - a.contract.version);
  }

  function newestOf(subject: string): Own | undefined {
    return versionsOf(subject).find(({ stored }) => stored.removedAt === null);
  }

  const modeOf = (subject: string): Compatibility => modes.get(subject) ?? 'none';

  /** Throws CONTRACT_INCOMPATIBLE, which names each field and what to do. */
  function requireCompatible(subject: string, before: Contract, schema: Record<string, unknown>): void {
    const mode = modeOf(subject);
    const broken = incompatibilities(mode, compareSchemas(before.schema, schema));
    const [first] = broken;
    if (!first) return;
    const more = broken.length > 1 ? ` ${broken.length - 1} more ${broken.length === 2 ? 'field does' : 'fields do'} not.` : '';
    throw new Refusal(
      'CONTRACT_INCOMPATIBLE',
      `Versions of "${subject}" are kept ${mode === 'full' ? 'backward and forward' : mode} compatible, and ${first.path === '' ? 'the document' : first.path} ${first.message}. ${first.remedy}${more}`,
      broken.map(({ path, message, remedy }) => ({
        path: `body.schema${path === '' ? '' : `.${path}`}`,
        message: `${message}. ${remedy}`,
      })),
    );
  }

  function shown({ contract, stored }: Own): ShownContract {
    const before = versionsOf(contract.name).find((other) => other.contract.version < contract.version);
    return {
      name: stored.id,
      title: contract.title,
      schema: { ...contract.schema },
      origin: 'own',
      subject: contract.name,
      version: contract.version,
      made: { at: new Date(stored.createdAt).toISOString(), by: stored.createdBy, why: stored.why },
      changes: before ? compareSchemas(before.contract.schema, contract.schema) : [],
      compatibility: modeOf(contract.name),
    };
  }

  function requireFree(subject: string): void {
    if (canonical.some((contract) => contract.name === subject))
      throw new Refusal(
        'INVALID_CONTRACT',
        `"${subject}" is the name of a canonical contract. Choose another one, such as my-${subject}.`,
        [{ path: 'body.subject', message: 'is the name of a canonical contract' }],
      );
  }

  /** A version that was taken off the list counts again, if it is the same document. */
  async function broughtBack({ id, title, schema }: StoredContract): Promise<void> {
    const stored = await documents.get(id);
    if (stored && stored.title === title && stored.schema === schema && (await documents.update(id, { set: { removedAt: null } }))) return;
    throw new Refusal(
      'INVALID_CONTRACT',
      `${id} is another document already, and a version never changes. Give this one the next number.`,
      [{ path: 'body.version', message: 'is taken; leave it out for the next one' }],
    );
  }

  return {
    list: () => [
      ...canonical.map((contract) => ({
        name: contractName(contract),
        title: contract.title,
        schema: { ...contract.schema },
        origin: 'canonical' as const,
        subject: contract.name,
        version: contract.version,
        made: null,
        changes: [],
        compatibility: 'none' as const,
      })),
      ...[...own.values()]
        .filter(({ stored }) => stored.removedAt === null)
        .sort((a, b) =>
          a.contract.name < b.contract.name ? -1 : a.contract.name > b.contract.name ? 1 : b.contract.version - a.contract.version,
        )
        .map(shown),
    ],
    names: () => [...given.keys(), ...[...own.values()].flatMap(({ stored }) => (stored.removedAt === null ? [stored.id] : []))],
    get: (name) => given.get(name) ?? own.get(name)?.contract,
    check(subject, schema) {
      const newest = subject === null ? undefined : newestOf(subject);
      const problems = schemaFaults(schema);
      const changes = newest && problems.length === 0 ? compareSchemas(newest.contract.schema, schema) : [];
      const compatibility = subject === null ? 'none' : modeOf(subject);
      return {
        problems,
        newest: newest?.contract.version ?? null,
        changes,
        compatibility,
        broken: incompatibilities(compatibility, changes),
      };
    },
    async add({ subject, title, schema, by, why, newest, version: wanted }) {
      requireFree(subject);
      const faults = schemaFaults(schema);
      if (faults[0])
        throw new Refusal(
          'INVALID_CONTRACT',
          `The schema cannot be used: ${faults[0].path === '' ? 'it' : faults[0].path} ${faults[0].message}.`,
          faults.map(({ path, message }) => ({ path: `body.schema${path === '' ? '' : `.${path}`}`, message })),
        );
      for (;;) {
        await load();
        const last = newestOf(subject);
        const version = wanted ?? (versionsOf(subject)[0]?.contract.version ?? 0) + 1;
        const lastVersion = last?.contract.version ?? 0;
        if (newest !== undefined && newest !== lastVersion)
          throw new Refusal(
            'STALE_CONTRACT',
            lastVersion === 0
              ? `There is no contract "${subject}" any more.`
              : `There is ${subject}@${lastVersion} already, by ${last?.stored.createdBy}. Nothing was saved; look at it, then make the next version from it.`,
            [{ path: 'body.newest', message: `the newest version is ${lastVersion}` }],
          );
        if (
          wanted === undefined &&
          last &&
          JSON.stringify(last.contract.schema) === JSON.stringify(schema) &&
          last.contract.title === title
        )
          throw new Refusal('INVALID_CONTRACT', `Nothing has changed since ${subject}@${lastVersion}.`);
        if (last && version > lastVersion) requireCompatible(subject, last.contract, schema);
        const document: StoredContract = {
          id: `${subject}@${version}`,
          subject,
          version,
          title,
          schema: JSON.stringify(schema),
          why,
          createdAt: clock.now(),
          createdBy: by,
          removedAt: null,
        };
        try {
          await documents.insert(document);
        } catch (error) {
          if (!(error instanceof DuplicateKey)) throw error;
          if (wanted === undefined) continue;
          await broughtBack(document);
        }
        const made = shown(keep(document));
        tell();
        const breaking = made.changes.filter((change) => change.kind === 'breaking').length;
        await audit.record({
          by,
          act: 'contract.added',
          subject: document.id,
          details: { title, why, changes: made.changes.length, breaking },
        });
        return made;
      }
    },
    async setCompatibility(subject, mode, by) {
      if (!newestOf(subject))
        throw new Refusal('NO_SUCH_CONTRACT', `There is no contract "${subject}" of your own. Canonical contracts change with Crossdock.`);
      const before = modeOf(subject);
      await subjects.upsert({ id: subject, compatibility: mode, changedAt: clock.now(), changedBy: by });
      modes.set(subject, mode);
      tell();
      await audit.record({
        by,
        act: 'contract.compatibility-set',
        subject,
        before: { compatibility: before },
        after: { compatibility: mode },
      });
    },
    async remove(name, by) {
      const known = own.get(name);
      if (!known || known.stored.removedAt !== null)
        throw new Refusal(
          'NO_SUCH_CONTRACT',
          given.has(name) ? `${name} came with Crossdock and stays.` : `There is no contract "${name}".`,
        );
      const removedAt = clock.now();
      await documents.update(name, { set: { removedAt } });
      own.set(name, { ...known, stored: { ...known.stored, removedAt } });
      tell();
      await audit.record({ by, act: 'contract.removed', subject: name });
    },
    reload: load,
  };
}
