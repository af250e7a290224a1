/** Hands a text to the browser as a file to keep. */
export function saveFile(name: string, text: string, type: string): void {
  save(name, new Blob([text], { type }));
}

/** Hands bytes to the browser as a file to keep. */
export function saveBytes(name: string, bytes: Uint8Array<ArrayBuffer>, type: string): void {
  save(name, new Blob([bytes], { type }));
}

function save(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
