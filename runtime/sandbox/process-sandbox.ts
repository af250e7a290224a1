import { type Clock, systemClock } from '../clock/clock.ts';
import { loadChild } from './bundle.ts';
import { type Call, closed, defaultLimits, died, neverStarts, timedOut } from './call.ts';
import { type Child, type Reply, startChild } from './child-process.ts';
import { type Limits, type Sandbox, SandboxError } from './sandbox.ts';
import { verdictOn } from './verdict.ts';

export type ProcessSandboxOptions = {
  /** What `loadBundle` gives. */
  readonly bundle: string;
  readonly clock?: Clock;
  readonly log?: { warn(facts: object, message: string): void };
  /** For calls that name none. */
  readonly limits?: Partial<Limits>;
  /** A process without work ends after so long. Milliseconds, default 60,000. */
  readonly idleMs?: number;
  /** So long a call may keep the others of its process waiting. Then it goes on alone. Milliseconds, default 250. */
  readonly patienceMs?: number;
};

/** A queue and the process that works on it. `suspects` gets one call at a time, so that it is known which one did it. */
type Line = { readonly name: 'main' | 'suspects'; readonly width: number; waiting: Call[]; post: Post | undefined };

/** A process at work, and the timers over it. */
type Post = {
  readonly child: Child;
  readonly bornAt: number;
  line: Line | undefined;
  watchAt: number;
  unwatch: () => void;
  unidle: () => void;
};

/**
 * The sandbox in child processes. One works on all calls; a call that hangs or kills it is found by repeating, one by one in a second process, the few
 * that may have been begun (programs are pure), and its program stays with the suspects for a while. Every limit that code could evade is kept from outside: SIGKILL.
 */
export function createProcessSandbox(options: ProcessSandboxOptions): Sandbox {
  const clock = options.clock ?? systemClock;
  const defaults: Limits = { ...defaultLimits, ...options.limits };
  const { idleMs = 60_000, patienceMs = 250 } = options;
  const main: Line = { name: 'main', width: callsInFlight, waiting: [], post: undefined };
  const suspects: Line = { name: 'suspects', width: 1, waiting: [], post: undefined };
  const lines = [main, suspects];
  const posts = new Set<Post>();
  /** Programs that have hung or killed a process, and until when they run among the suspects. */
  const suspected = new Map<string, number>();
  let childCode: string | undefined;
  let isLoading = false;
  let isPumping = false;
  let isClosed = false;
  let failedStarts = 0;
  let calls = 0;
  let killed = 0;

  return {
    call(program, input, limits) {
      if (isClosed) return Promise.reject(closed());
      calls++;
      const all = limits ? { ...defaults, ...limits } : defaults;
      return new Promise((resolve, reject) => {
        const line = all.suspect || isSuspected(program.hash) ? suspects : main;
        const texts = typeof input === 'string' ? [input] : input;
        const inputSize = texts.reduce((sum, text) => sum + text.length, 0);
        line.waiting.push({
          program,
          isolate: `${program.hash}/${all.memoryMb}`,
          input: texts,
          inputSize,
          limits: all,
          deaths: 0,
          resolve,
          reject,
        });
        pumpSoon();
      });
    },
    stats: () => ({
      processes: posts.size,
      programs: [...posts].reduce((sum, post) => sum + post.child.programs, 0),
      calls,
      killed,
    }),
    async close() {
      isClosed = true;
      const all = [...posts];
      for (const call of [...lines.flatMap((line) => line.waiting.splice(0)), ...all.flatMap((post) => post.child.takeBack(0))])
        call.reject(closed());
      for (const post of all) post.child.kill();
      await Promise.all(all.map((post) => post.child.exited));
    },
  };

  /** Once per turn of the event loop, so that all calls of a turn share a write. */
  function pumpSoon(): void {
    if (isPumping) return;
    isPumping = true;
    setImmediate(() => {
      isPumping = false;
      for (const line of lines) pump(line);
    });
  }

  function pump(line: Line): void {
    if (line.waiting.length === 0 || isClosed) return;
    if (childCode === undefined) {
      loadCode();
      return;
    }
    try {
      line.post ??= start(line, childCode);
    } catch (error) {
      for (const call of line.waiting.splice(0)) call.reject(neverStarts(String(error)));
      return;
    }
    const { child } = line.post;
    let count = 0;
    let input = child.inputInFlight;
    for (const call of line.waiting) {
      if (child.inFlight.length + count >= line.width || (input > 0 && input + call.inputSize > inputInFlightAtMost)) break;
      input += call.inputSize;
      count++;
    }
    if (count === 0) return;
    child.send(line.waiting.splice(0, count));
    watch(line.post);
  }

  function loadCode(): void {
    if (isLoading) return;
    isLoading = true;
    loadChild().then(
      (code) => {
        childCode = code;
        pumpSoon();
      },
      (error: unknown) => {
        isLoading = false;
        for (const call of lines.flatMap((line) => line.waiting.splice(0))) call.reject(neverStarts(String(error)));
      },
    );
  }

  function start(line: Line, child: string): Post {
    const post: Post = {
      child: startChild(
        { child, bundle: options.bundle },
        {
          now: () => clock.monotonic(),
          reply: settle,
          progress() {
            failedStarts = 0;
            // Taken off its line with the one call it hung on, which has just ended.
            if (!post.line && post.child.inFlight.length === 0) post.child.kill();
            if (post.line && post.line.waiting.length > 0) pumpSoon();
            watch(post);
          },
          gone: (words) => gone(post, words),
        },
      ),
      bornAt: clock.monotonic(),
      line,
      watchAt: Infinity,
      unwatch: () => {},
      unidle: () => {},
    };
    posts.add(post);
    stopWhenIdle(post, idleMs);
    return post;
  }

  function settle(call: Call, reply: Reply): void {
    if ('output' in reply) call.resolve(reply.output);
    else call.reject(new SandboxError(reply.failure, reply.message));
  }

  /** Looks at the process again when it may have been silent too long. One timer for many calls: `judge` finds out whether it comes too early. */
  function watch(post: Post): void {
    const first = post.child.inFlight[0];
    if (!first) return;
    const { timeoutMs } = first.limits;
    const wait = (silenceOf(post) < patienceMs ? Math.min(patienceMs, timeoutMs) : timeoutMs) - silenceOf(post);
    const at = clock.monotonic() + Math.max(1, wait);
    if (at >= post.watchAt) return;
    post.unwatch();
    post.watchAt = at;
    post.unwatch = clock.after(Math.max(1, wait), () => {
      post.watchAt = Infinity;
      // The answer may lie in the pipe while this thread was busy: read first, then judge.
      setImmediate(() => judge(post));
    });
  }

  /** Milliseconds since the last sign; below 0 while the process starts, which has a time limit of its own. */
  function silenceOf({ child, bornAt }: Post): number {
    return clock.monotonic() - (child.lastSign ?? bornAt + startMs);
  }

  function judge(post: Post): void {
    const { child, line } = post;
    const first = child.inFlight[0];
    if (!first || !posts.has(post)) return;
    const verdict = verdictOn({
      waitedMs: silenceOf(post),
      timeoutMs: first.limits.timeoutMs,
      patienceMs,
      begun: child.begun,
      othersWait: keepsWaiting(post, first),
      mayGoApart: [...posts].filter((other) => !other.line).length < apartAtMost,
      isSuspects: line === suspects,
    });
    switch (verdict) {
      case 'wait':
        watch(post);
        return;
      case 'stop':
        suspect(first);
        first.reject(timedOut(first));
        options.log?.warn({ program: first.program.hash, timeoutMs: first.limits.timeoutMs }, 'sandbox call stopped: no answer in time');
        main.waiting.unshift(...child.takeBack(0).slice(1));
        break;
      case 'later':
        suspect(first);
        main.waiting.unshift(...child.takeBack(1));
        suspects.waiting.push(...child.takeBack(0));
        break;
      case 'divide':
        divide(child.begun, child.takeBack(0));
        break;
      case 'apart':
        suspect(first);
        line?.waiting.unshift(...child.takeBack(1));
        leaveLine(post);
        watch(post);
        pumpSoon();
        return;
      default:
        assertNever(verdict);
    }
    killed++;
    abandon(post);
    pumpSoon();
  }

  /** Whether calls wait for this one. Calls of the same program among the suspects have to wait anyway, or each slow one would start a process. */
  function keepsWaiting({ child, line }: Post, first: Call): boolean {
    if (line === suspects) return line.waiting.some((call) => call.program.hash !== first.program.hash);
    return line !== undefined && child.inFlight.length + line.waiting.length > 1;
  }

  /** The calls that may have been begun are repeated one by one; the others have only waited. */
  function divide(begun: number, unanswered: readonly Call[]): void {
    suspects.waiting.unshift(...unanswered.slice(0, begun));
    main.waiting.unshift(...unanswered.slice(begun));
  }

  function leaveLine(post: Post): void {
    if (post.line?.post === post) post.line.post = undefined;
    post.line = undefined;
  }

  function abandon(post: Post): void {
    leaveLine(post);
    post.child.kill();
  }

  function gone(post: Post, words: string): void {
    const { child, line = main } = post;
    const { begun } = child;
    const unanswered = child.takeBack(0);
    posts.delete(post);
    post.unwatch();
    post.unidle();
    leaveLine(post);
    if (isClosed) return;
    if (unanswered.length > 0) {
      killed++;
      options.log?.warn({ unanswered: unanswered.length, words: words.slice(0, 500) }, 'sandbox process ended');
      if (child.lastSign === undefined) startFailed(line, unanswered, words);
      else repeat(begun, unanswered, words);
    }
    // Where one process less goes apart, another may.
    for (const { post: other } of lines) if (other) judge(other);
    pumpSoon();
  }

  function startFailed(line: Line, unanswered: readonly Call[], words: string): void {
    failedStarts++;
    if (failedStarts < startsAtMost) line.waiting.unshift(...unanswered);
    else for (const call of unanswered) call.reject(neverStarts(words));
  }

  function repeat(begun: number, unanswered: readonly Call[], words: string): void {
    for (const call of unanswered.slice(0, begun)) call.deaths++;
    // What ended this process from outside may have ended that one too, unnoticed yet; a fresh one certainly lives.
    if (suspects.post?.child.inFlight.length === 0) abandon(suspects.post);
    const isGuilty = (call: Call) => call.deaths >= deathsAtMost;
    const guilty = unanswered.filter(isGuilty);
    for (const call of guilty) {
      suspect(call);
      call.reject(died(words));
    }
    divide(
      begun - guilty.length,
      unanswered.filter((call) => !isGuilty(call)),
    );
  }

  function stopWhenIdle(post: Post, ms: number): void {
    post.unidle = clock.after(ms, () => {
      const left = (post.child.lastSign ?? post.bornAt) + idleMs - clock.monotonic();
      if (post.child.inFlight.length > 0 || left > 0) stopWhenIdle(post, Math.max(left, 1_000));
      else abandon(post);
    });
  }

  function suspect(call: Call): void {
    for (const [hash, until] of suspected) if (until <= clock.monotonic()) suspected.delete(hash);
    suspected.set(call.program.hash, clock.monotonic() + suspectedMs);
  }

  function isSuspected(hash: string): boolean {
    return suspected.size > 0 && (suspected.get(hash) ?? 0) > clock.monotonic();
  }
}

/** Enough to keep a process busy while its answers are on their way, few enough to be sent again. */
const callsInFlight = 256;
/** Characters; a single larger call is sent on its own. */
const inputInFlightAtMost = 4 * 1024 * 1024;
/** Processes that may go on with one hanging call each, besides the two lines. */
const apartAtMost = 2;
/** A call that was there when two processes died is the one. */
const deathsAtMost = 2;
const suspectedMs = 60_000;
const startMs = 10_000;
const startsAtMost = 3;

function assertNever(verdict: never): never {
  throw new Error(`no such verdict: ${String(verdict)}`);
}
