// First, so that no other module keeps an original in its hands.
import { lockDown } from './harden.ts';
import { link as linkTo } from './link.ts';

const realm = lockDown();

const crossdock = Object.freeze({ pin: realm.pin });

export const link = (factory: unknown) => linkTo(crossdock, realm.beforeCall, factory);
