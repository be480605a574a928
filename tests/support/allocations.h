// How often memory has been asked for: for tests of one source file, which defines the operators.
#pragma once

#include <atomic>
#include <cstdlib>
#include <new>

namespace twintide::test {
inline std::atomic<size_t> allocations{0};
}

// Not inlined: where g++ 12 inlines only one of them, it warns of a mismatch.
[[gnu::noinline]] void* operator new(size_t size) {
  ++twintide::test::allocations;
  if (void* p = std::malloc(size)) return p;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* p) noexcept {
  std::free(p);
}
[[gnu::noinline]] void operator delete(void* p, size_t) noexcept {
  std::free(p);
}
