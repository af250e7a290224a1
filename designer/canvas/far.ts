import { createContext, useContext } from 'react';

/** Whether cards are so small that they are drawn as coloured blocks. */
export const FarContext = createContext(false);

export function useIsFar(): boolean {
  return useContext(FarContext);
}
