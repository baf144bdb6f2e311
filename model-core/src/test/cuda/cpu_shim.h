// Runs the source of a CUDA kernel on the CPU, for tests: blocks run one after the other, and the threads of a block are
// fibers that run in turn from one barrier to the next. Included before the kernel's source (-include).
#pragma once
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>

#include <cmath>
#include <vector>

struct alignas(16) float4 {
  float x, y, z, w;
};
static inline float4 make_float4(float x, float y, float z, float w) { return float4{x, y, z, w}; }
static inline int min(int a, int b) { return a < b ? a : b; }
#define __sinf sinf
#define __cosf cosf
static inline int __float_as_int(float x) {
  int bits;
  memcpy(&bits, &x, 4);
  return bits;
}
static inline float __int_as_float(int bits) {
  float x;
  memcpy(&x, &bits, 4);
  return x;
}

#define __device__
#define __forceinline__ inline
#define __shared__ static

struct ShimIndex {
  unsigned x, y, z;
};
static ShimIndex threadIdx, blockIdx, blockDim, gridDim;
static float4* shim_shared;

struct ShimFiber {
  ucontext_t start;
  jmp_buf at;
  bool started;
  bool done;
  int line;
};

static const size_t SHIM_STACK = 256 * 1024;
static std::vector<ShimFiber> shim_fibers;
static std::vector<void*> shim_stacks;
static int shim_threads, shim_place, shim_reverse;
static const char* shim_error;
static ucontext_t shim_end;
static void (*shim_entry)(void**);
static void** shim_parameters;

static int shim_number(int place) { return shim_reverse ? shim_threads - 1 - place : place; }

// Resumes the next thread where it stopped. At the end of a round, all threads must be at the same barrier.
[[noreturn]] static void shim_next() {
  for (;;) {
    if (++shim_place == shim_threads) {
      shim_place = 0;
      int line = 0;
      bool all_done = true;
      for (ShimFiber& fiber : shim_fibers) {
        if (!fiber.done) {
          all_done = false;
          if (line != 0 && fiber.line != line) {
            shim_error = "threads of a block wait at different barriers";
          }
          line = fiber.line;
        }
      }
      if (all_done || shim_error) {
        setcontext(&shim_end);
      }
    }
    int number = shim_number(shim_place);
    ShimFiber& fiber = shim_fibers[number];
    if (!fiber.done) {
      threadIdx.x = number;
      if (!fiber.started) {
        fiber.started = true;
        setcontext(&fiber.start);
      }
      _longjmp(fiber.at, 1);
    }
  }
}

static void shim_barrier(int line) {
  ShimFiber& fiber = shim_fibers[shim_number(shim_place)];
  fiber.line = line;
  if (_setjmp(fiber.at) == 0) {
    shim_next();
  }
}

static void shim_thread() {
  shim_entry(shim_parameters);
  shim_fibers[shim_number(shim_place)].done = true;
  shim_next();
}

#define __syncthreads() shim_barrier(__LINE__)

static void shim_block() {
  for (int i = 0; i < shim_threads; i++) {
    ShimFiber& fiber = shim_fibers[i];
    fiber.started = fiber.done = false;
    fiber.line = 0;
    getcontext(&fiber.start);
    fiber.start.uc_stack.ss_sp = shim_stacks[i];
    fiber.start.uc_stack.ss_size = SHIM_STACK;
    fiber.start.uc_link = nullptr;
    makecontext(&fiber.start, shim_thread, 0);
  }
  volatile bool ended = false;
  getcontext(&shim_end);
  if (!ended) {
    ended = true;
    shim_place = -1;
    shim_next();
  }
}

// Returns null, or what went wrong.
extern "C" const char* shim_run(
    void (*entry)(void**), const unsigned* grid, unsigned threads, size_t shared, void** parameters, int reverse) {
  shim_entry = entry;
  shim_parameters = parameters;
  shim_threads = (int)threads;
  shim_reverse = reverse;
  shim_error = nullptr;
  shim_fibers.resize(threads);
  while (shim_stacks.size() < threads) {
    shim_stacks.push_back(mmap(
        nullptr, SHIM_STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0));
  }
  const size_t fence = 4096;
  std::vector<float4> memory((shared + 2 * fence) / 16 + 1);
  unsigned char* bytes = reinterpret_cast<unsigned char*>(memory.data());
  shim_shared = reinterpret_cast<float4*>(bytes + fence);
  gridDim = ShimIndex{grid[0], grid[1], grid[2]};
  blockDim = ShimIndex{threads, 1, 1};
  for (blockIdx.z = 0; blockIdx.z < grid[2]; blockIdx.z++) {
    for (blockIdx.y = 0; blockIdx.y < grid[1]; blockIdx.y++) {
      for (blockIdx.x = 0; blockIdx.x < grid[0]; blockIdx.x++) {
        memset(bytes, 0xFF, shared + 2 * fence);  // NaN: reads of memory that was never written show up
        shim_block();
        for (size_t i = 0; i < fence; i++) {
          if (bytes[i] != 0xFF || bytes[fence + shared + i] != 0xFF) {
            shim_error = "a block writes beside its shared memory";
          }
        }
        if (shim_error) {
          return shim_error;
        }
      }
    }
  }
  return nullptr;
}

#define KERNEL(name, Arguments)                                                     \
  static void name##_body(const Arguments& a);                                      \
  extern "C" void name(void** parameters) {                                         \
    name##_body(*static_cast<const Arguments*>(parameters[0]));                     \
  }                                                                                 \
  static void name##_body(const Arguments& a)
#define SHARED_MEMORY(name) float4* name = shim_shared
