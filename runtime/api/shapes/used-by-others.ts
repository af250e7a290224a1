import { z } from 'zod';

export const usedByOthers = z.int().describe('how many flows beyond those use it that you may not see');
