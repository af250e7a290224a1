import { freezeIntrinsics } from './freeze-intrinsics.ts';
import { removeGlobals } from './permitted-globals.ts';

/** Makes the isolate the same at the start of every call. Called when the bundle is evaluated and no program is there yet; `more` is what programs are given. */
export function harden(more: readonly object[]): void {
  removeGlobals();
  // Recompiles a regular expression in place, even a frozen one.
  Reflect.deleteProperty(RegExp.prototype, 'compile');
  freezeIntrinsics(more);
}

/**
 * Before a call rather than after the one before it: promises of a call go on when it has returned, until they are done or the deadline ends them.
 * What is frozen they cannot change; what they matched last is forgotten here (RegExp.$1, RegExp.input).
 */
export function beforeCall(): void {
  nothing.exec('');
}

const nothing = /(?:)/;
