/** A port as the card draws it; `y` is the distance of its centre from the card's top, in pixels. */
export type CardPort = { readonly name: string; readonly title: string; readonly y: number };

/** All that the drawing, the layout and the wires need to know of a card's geometry, in pixels. */
export type CardShape = {
  readonly width: number;
  readonly height: number;
  /** The line under the name takes two where one would cut it. */
  readonly captionLines: 1 | 2;
  readonly inputs: readonly CardPort[];
  readonly outputs: readonly CardPort[];
  /** From which output on each has a row with its name; those before stand on the common line. */
  readonly firstRow: number;
  /** Distance of the error port's centre from the left; null where the step has none. */
  readonly errorX: number | null;
  /** The same of the undo port, which only effects have. */
  readonly undoX: number | null;
};

export type NamedPort = { readonly name: string; readonly title?: string | undefined };

/** The line through the ports of a plain card, measured from its top. Cards on one row share it. */
/** Width and height of a port, in pixels. */
export const portSize = 10;
export const portLine = 41;
export const rowHeight = 22;
const oneLineHeight = 82;
const nameLine = 16;
const captionLine = 14;
/** Captions are set in 11 px, names in 12.5 px and bold. */
const captionScale = 0.94;
const narrowest = 128;
const widest = 176;
/** A caption may widen its card so far; columns stand 172 px apart and more. */
const widestForCaption = 144;
const padding = 22;
/** The undo port stands at the right of the lower edge, apart from the error port in its middle. */
const undoInset = 24;

/** The shape follows from the texts alone, so that it is known before anything is drawn. */
export function cardShape(card: {
  readonly name: string;
  readonly caption: string;
  readonly inputs: readonly NamedPort[];
  readonly outputs: readonly NamedPort[];
  /** Outputs that a person made are equals; of fixed ones the first is the way on and keeps to the line. */
  readonly areOutputsEqual?: boolean;
  readonly hasErrorPort: boolean;
  readonly hasUndoPort?: boolean;
}): CardShape {
  const named = textWidth(card.name);
  const captioned = textWidth(card.caption) * captionScale;
  const wanted = Math.max(named, Math.min(captioned, widestForCaption - padding), portRowWidth(card.inputs, card.outputs)) + padding;
  const width = Math.min(widest, Math.max(narrowest, Math.ceil(wanted / 8) * 8));
  const nameHeight = named > width - padding ? nameLine : 0;
  const captionLines = captioned > width - padding ? 2 : 1;
  const plainHeight = oneLineHeight + nameHeight + (captionLines - 1) * captionLine;
  const firstRow = card.outputs.length > 1 && card.areOutputsEqual === true ? 0 : 1;
  const rowsTop = plainHeight - 2;
  const rows = Math.max(0, card.outputs.length - firstRow, card.inputs.length - 1);
  return {
    width,
    height: plainHeight + (rows > 0 ? rows * rowHeight + 6 : 0),
    captionLines,
    inputs: placed(card.inputs, 1, rowsTop),
    outputs: placed(card.outputs, firstRow, rowsTop),
    firstRow,
    errorX: card.hasErrorPort ? width / 2 : null,
    undoX: card.hasUndoPort ? width - undoInset : null,
  };
}

/** The widest row of port names, an input's on the left and an output's on the right. */
function portRowWidth(inputs: readonly NamedPort[], outputs: readonly NamedPort[]): number {
  const longest = (ports: readonly NamedPort[]) =>
    ports.length < 2 ? 0 : Math.max(...ports.map((port) => textWidth(port.title ?? port.name) * captionScale)) + 4;
  return longest(inputs) + longest(outputs);
}

function placed(ports: readonly NamedPort[], firstRow: number, top: number): CardPort[] {
  return ports.map((port, i) => ({
    name: port.name,
    title: port.title ?? port.name,
    y: i < firstRow ? portLine : top + (i - firstRow) * rowHeight + rowHeight / 2,
  }));
}

/** The width of a text in Inter 12.5/600, good to a few per cent. */
function textWidth(text: string): number {
  let width = 0;
  for (const c of text)
    width += "iljtfrI.,:;'|!() ".includes(c) ? 4 : 'mwMW@%'.includes(c) ? 10.6 : /[A-Z]/.test(c) ? 8.4 : /[^\x20-\x7f]/.test(c) ? 9 : 7;
  return width;
}
