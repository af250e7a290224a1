import { expect, test } from 'vitest';
import { isInnerAddress } from './inner-address.ts';

test.each([
  'http://localhost:8080',
  'https://127.0.0.1/api',
  'http://10.0.0.5',
  'http://192.168.1.2:81/x',
  'http://172.20.1.1',
  'http://[::1]:9',
  'http://[fd12::1]/',
])('%s lies within', (address) => {
  expect(isInnerAddress(address)).toBe(true);
});

test.each([
  'https://erp.example.com',
  'http://172.32.0.1',
  'http://11.0.0.1',
  'http://localhost.example.com',
  'erp',
  '',
  'http://fdown.example.com',
])('%s does not', (address) => {
  expect(isInnerAddress(address)).toBe(false);
});
