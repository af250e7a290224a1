// First and bare, which keeps the formatter from sorting it in: no other module may take an original into its hands.
import './replace-globals.ts';
import { crossdockOf } from '../region/crossdock.ts';
import { beforeCall, harden } from './harden.ts';
import { link as linkTo } from './link.ts';
import { elapsed, pin } from './replace-globals.ts';

const crossdock = crossdockOf({ pin, elapsed });
harden([crossdock]);

/** The value of the bundle: takes a program's function of `crossdock`, gives what answers its calls. */
export const link = (factory: unknown) => linkTo(crossdock, startCall, factory);

function startCall(): void {
  beforeCall();
  // Where a program pins nothing it still finds the same present and the same numbers at every call.
  pin(unpinned);
}

const unpinned = { now: 0, seed: '' };
