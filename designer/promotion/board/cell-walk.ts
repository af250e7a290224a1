export type Place = { readonly row: number; readonly column: number };

const page = 10;

/** Where a key leads on the board; column 0 is the name. Null: the key does not walk. */
export function walk(key: string, at: Place, size: { readonly rows: number; readonly columns: number }, isMod: boolean): Place | null {
  const to = (row: number, column: number): Place => ({
    row: Math.max(0, Math.min(size.rows - 1, row)),
    column: Math.max(0, Math.min(size.columns - 1, column)),
  });
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return to(at.row + 1, at.column);
    case 'ArrowUp':
    case 'k':
      return to(at.row - 1, at.column);
    case 'ArrowRight':
      return to(at.row, at.column + 1);
    case 'ArrowLeft':
      return to(at.row, at.column - 1);
    case 'PageDown':
      return to(at.row + page, at.column);
    case 'PageUp':
      return to(at.row - page, at.column);
    case 'Home':
      return isMod ? to(0, 0) : to(at.row, 0);
    case 'End':
      return isMod ? to(size.rows, size.columns) : to(at.row, size.columns);
    default:
      return null;
  }
}
