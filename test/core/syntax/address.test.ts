import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { describe, expect, it, test } from "vitest";
import {
  formatAddress,
  hasBitsBeyond,
  isLoopback,
  maskedBytes,
  maskLength,
  numericAddress,
  prefixLength,
  prefixMask,
} from "../../../server/src/core/model/address.ts";

describe("what glibc's getaddrinfo reads as a number", () => {
  it.each([
    ["1.2.3.4", "1.2.3.4"],
    ["10", "0.0.0.10"],
    ["10.1", "10.0.0.1"],
    ["10.1.256", "10.1.1.0"],
    ["0x7f.1", "127.0.0.1"],
    ["0X7F.1", "127.0.0.1"],
    ["010.0.0.1", "8.0.0.1"],
    ["167772161", "10.0.0.1"],
    ["0x0a000001", "10.0.0.1"],
    ["4294967295", "255.255.255.255"],
    ["0", "0.0.0.0"],
    ["00.0.0.00", "0.0.0.0"],
    ["::", "::"],
    ["::1", "::1"],
    ["FE80::A", "fe80::a"],
    ["1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"],
    ["1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"],
    ["::ffff:1.2.3.4", "::ffff:102:304"],
    ["1::2:3.4.5.6", "1::2:304:506"],
    ["::1%1", "::1"],
    ["fe80::1%lo", "fe80::1"],
    ["fe80::1%4294967295", "fe80::1"],
  ])("%s is %s", (text, expected) => {
    const address = numericAddress(text);
    expect(address && formatAddress(address.bytes)).toBe(expected);
    expect(address?.zone).toBeUndefined();
  });

  it.each([
    ...["", "localhost", "1.2.3.300", "1.2.3.4.", "1.2.3.4.5", ".1.2.3", "1..2", "256.1.1.1", "4294967296"],
    ...["08", "1.2.3.08", "0x", "0xg", "-1", "+1", " 1", "1 ", "1e2", "1.2.3.4\n", "10.1.65536", "٣"],
    ...[
      "[::1]",
      ":",
      ":::",
      "1::2::3",
      ":1::2",
      "1:2:3:4:5:6:7",
      "1:2:3:4:5:6:7:8:9",
      "1::2:3:4:5:6:7:8",
      "::12345",
    ],
    ...[
      "::1.2.3.04",
      "::1.2.3",
      "::1.2.3.256",
      "1.2.3.4::",
      "::1%",
      "::1%lo",
      "fe80::1%",
      "fe80::1%4294967296",
    ],
    ...["fe80::1%nope", "::g"],
  ])("%j is a host name", (text) => {
    expect(numericAddress(text)).toBeUndefined();
  });

  it("leaves open whether a machine has an interface", () => {
    expect(numericAddress("fe80::1%eth0")).toMatchObject({ family: 6, zone: "eth0" });
    expect(numericAddress("2001:db8::1%eth0")).toBeUndefined();
  });
});

describe("what ipaddr.js takes for a plain address is the same address here", () => {
  // It takes `::1.2.3.4` for `::ffff:1.2.3.4`, which it is not.
  const plain = fc.oneof(
    fc.ipV4(),
    fc.ipV6().filter((text) => ipaddr.IPv6.isValid(text) && !text.includes(".")),
  );
  test("bytes, and the form that is written", () => {
    fc.assert(
      fc.property(plain, (text) => {
        const parsed = ipaddr.parse(text);
        const bytes = numericAddress(text)?.bytes ?? [];
        expect(bytes).toEqual(parsed.toByteArray());
        expect(numericAddress(formatAddress(bytes))?.bytes).toEqual(bytes);
        if (parsed.kind() === "ipv6")
          expect(formatAddress(bytes)).toBe((parsed as ipaddr.IPv6).toRFC5952String());
      }),
    );
  });
  test("masks of any length", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 128 }), (bits) => {
        expect(maskLength(prefixMask(bits, 6))).toBe(bits);
        const expected = ipaddr.IPv6.subnetMaskFromPrefixLength(bits).toByteArray();
        expect(prefixMask(bits, 6)).toEqual(expected);
      }),
    );
  });
  test("bits behind the prefix are those that the mask clears", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 4, maxLength: 4 }),
        fc.integer({ min: 0, max: 32 }),
        (array, bits) => {
          const bytes = [...array];
          const masked = maskedBytes(bytes, prefixMask(bits, 4));
          expect(hasBitsBeyond(bytes, bits)).toBe(masked.some((byte, index) => byte !== bytes[index]));
        },
      ),
    );
  });
});

test("the number behind a slash is what strtol reads", () => {
  const read = [
    "8",
    "08",
    "+8",
    " 8",
    "-0",
    "32",
    "33",
    "",
    "8x",
    "8 ",
    "-1",
    "0x8",
    "/8",
    "99999999999999999999",
  ];
  expect(read.map((text) => prefixLength(text, 4))).toEqual([
    8,
    8,
    8,
    8,
    0,
    32,
    ...new Array(8).fill(undefined),
  ]);
  expect(prefixLength("128", 6)).toBe(128);
  expect(prefixLength("129", 6)).toBeUndefined();
});

test("loopback", () => {
  const bytesOf = (text: string) => [...(numericAddress(text)?.bytes ?? [])];
  const checked = [
    "127.0.0.1",
    "127.9.9.9",
    "::1",
    "::ffff:127.0.0.1",
    "128.0.0.1",
    "::2",
    "::ffff:10.0.0.1",
    "::",
  ];
  expect(checked.map((text) => isLoopback(bytesOf(text)))).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

test("a mask with ones after a zero has no length", () => {
  expect(maskLength([255, 0, 255, 0])).toBeUndefined();
  expect(maskLength([255, 255, 240, 0])).toBe(20);
});
