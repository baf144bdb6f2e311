// The functions of libcuda and libnvrtc that the binding calls, on the CPU, for tests. Memory is the host's, "compiling"
// means g++ with the shim before the kernel's source, and a launch runs the shim. The whole engine works on it, slowly.
//
// Build with -DSHIM="path of cpu_shim.h". Environment variables determine what it claims to be:
// ANCHORAGE_FAKE_DEVICES is the number of devices, _INIT the code that cuInit gives, _DRIVER the driver's version
// (13000), _ARCH the one compute capability that the compiler knows (90, as the device's), _SHARED the shared memory
// of a block.
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <map>
#include <mutex>
#include <sstream>
#include <string>
#include <vector>

typedef uint64_t Address;
typedef const char* (*Run)(void (*)(void**), const unsigned*, unsigned, size_t, void**, int);

static const int OUT_OF_MEMORY = 2, INVALID_VALUE = 1, NOT_FOUND = 500, BAD_ADDRESS = 700;
static const int NO_CONTEXT = 201;
static const size_t FENCE = 4096;
static const char MAGIC[8] = "CPUCODE";

struct Allocation {
  unsigned char* base;
  size_t bytes;
};
struct Module {
  void* library;
  Run run;
};
struct Function {
  Run run;
  void (*entry)(void**);
  size_t shared;
};

static std::recursive_mutex lock;
static std::map<Address, Allocation> allocations;
static size_t in_use;
static size_t memory_limit = (size_t)4 << 30;
static int reverse_order;
static thread_local int context = -1;

static int environment(const char* name, int otherwise) {
  const char* text = getenv(name);
  return text ? atoi(text) : otherwise;
}

extern "C" {
void fake_set_memory(uint64_t bytes) { memory_limit = bytes; }
void fake_set_reverse(int reverse) { reverse_order = reverse; }
uint64_t fake_in_use() { return in_use; }

int cuInit(unsigned) { return environment("ANCHORAGE_FAKE_INIT", 0); }
int cuDriverGetVersion(int* version) {
  *version = environment("ANCHORAGE_FAKE_DRIVER", 13000);
  return 0;
}
int cuDeviceGetCount(int* count) {
  *count = environment("ANCHORAGE_FAKE_DEVICES", 1);
  return 0;
}
int cuDeviceGet(int* device, int ordinal) {
  *device = ordinal;
  return ordinal < environment("ANCHORAGE_FAKE_DEVICES", 1) ? 0 : 101;
}
int cuDeviceGetName(char* name, int length, int device) {
  snprintf(name, length, "CPU in the place of GPU %d", device);
  return 0;
}
int cuDeviceGetUuid_v2(unsigned char* uuid, int device) {
  memset(uuid, 0xab, 16);
  uuid[15] = (unsigned char)device;
  return 0;
}
int cuDeviceGetAttribute(int* value, int attribute, int) {
  switch (attribute) {
    case 16: *value = 4; break;        // multiprocessors
    case 75: *value = 9; break;        // compute capability
    case 76: *value = 0; break;
    case 81: *value = 233472; break;   // shared memory of a multiprocessor
    case 97: *value = environment("ANCHORAGE_FAKE_SHARED", 232448); break;  // of a block
    default: return INVALID_VALUE;
  }
  return 0;
}
int cuDevicePrimaryCtxRetain(void** made, int device) {
  *made = (void*)(intptr_t)(device + 1);
  return 0;
}
int cuCtxSetCurrent(void* made) {
  context = (int)(intptr_t)made - 1;
  return 0;
}
int cuMemGetInfo_v2(size_t* available, size_t* total) {
  *total = memory_limit;
  *available = memory_limit - in_use;
  return context < 0 ? NO_CONTEXT : 0;
}
int cuMemAlloc_v2(Address* address, size_t bytes) {
  std::lock_guard<std::recursive_mutex> hold(lock);
  if (context < 0) return NO_CONTEXT;
  if (bytes == 0) return INVALID_VALUE;
  if (in_use + bytes > memory_limit) return OUT_OF_MEMORY;
  size_t whole = (bytes + 15) / 16 * 16 + 2 * FENCE;
  unsigned char* base = (unsigned char*)aligned_alloc(4096, (whole + 4095) / 4096 * 4096);
  memset(base, 0xFF, whole);  // NaN
  *address = (Address)(base + FENCE);
  allocations[*address] = Allocation{base, bytes};
  in_use += bytes;
  return 0;
}
int cuMemFree_v2(Address address) {
  std::lock_guard<std::recursive_mutex> hold(lock);
  auto found = allocations.find(address);
  if (found == allocations.end()) return INVALID_VALUE;
  in_use -= found->second.bytes;
  free(found->second.base);
  allocations.erase(found);
  return 0;
}
// Whether a copy stays inside one allocation.
static bool inside(Address address, size_t bytes) {
  auto after = allocations.upper_bound(address);
  if (after == allocations.begin()) return false;
  --after;
  return address + bytes <= after->first + after->second.bytes;
}
int cuMemcpyHtoDAsync_v2(Address to, const void* from, size_t bytes, void*) {
  std::lock_guard<std::recursive_mutex> hold(lock);
  if (!inside(to, bytes)) return INVALID_VALUE;
  memcpy((void*)to, from, bytes);
  return 0;
}
int cuMemcpyDtoHAsync_v2(void* to, Address from, size_t bytes, void*) {
  std::lock_guard<std::recursive_mutex> hold(lock);
  if (!inside(from, bytes)) return INVALID_VALUE;
  memcpy(to, (void*)from, bytes);
  return 0;
}
int cuMemsetD8Async(Address to, unsigned char value, size_t bytes, void*) {
  std::lock_guard<std::recursive_mutex> hold(lock);
  if (!inside(to, bytes)) return INVALID_VALUE;
  memset((void*)to, value, bytes);
  return 0;
}
int cuMemHostAlloc(void** memory, size_t bytes, unsigned) {
  *memory = malloc(bytes);
  return 0;
}
int cuMemFreeHost(void* memory) {
  free(memory);
  return 0;
}
int cuStreamCreate(void** stream, unsigned) {
  *stream = (void*)1;
  return 0;
}
int cuStreamDestroy_v2(void*) { return 0; }
int cuStreamSynchronize(void*) { return context < 0 ? NO_CONTEXT : 0; }
int cuModuleLoadData(void** module, const void* image) {
  if (memcmp(image, MAGIC, 8) != 0) return 200;
  uint64_t bytes;
  memcpy(&bytes, (const char*)image + 8, 8);
  char path[] = "/tmp/anchorage-fake-XXXXXX";
  int file = mkstemp(path);
  if (file < 0 || write(file, (const char*)image + 16, bytes) != (ssize_t)bytes) return 200;
  close(file);
  void* library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  unlink(path);
  if (!library) {
    fprintf(stderr, "%s\n", dlerror());
    return 200;
  }
  *module = new Module{library, (Run)dlsym(library, "shim_run")};
  return 0;
}
int cuModuleGetFunction(void** function, void* module, const char* name) {
  void* entry = dlsym(((Module*)module)->library, name);
  if (!entry) return NOT_FOUND;
  *function = new Function{((Module*)module)->run, (void (*)(void**))entry, 48 * 1024};
  return 0;
}
int cuFuncSetAttribute(void* function, int attribute, int value) {
  if (attribute == 8) ((Function*)function)->shared = value;
  return attribute == 8 && value > environment("ANCHORAGE_FAKE_SHARED", 232448) ? INVALID_VALUE : 0;
}
int cuLaunchKernel(
    void* function, unsigned gx, unsigned gy, unsigned gz, unsigned bx, unsigned by, unsigned bz, unsigned shared,
    void*, void** parameters, void**) {
  std::lock_guard<std::recursive_mutex> hold(lock);
  Function* f = (Function*)function;
  if (context < 0) return NO_CONTEXT;
  if (gx == 0 || gy == 0 || gz == 0 || by != 1 || bz != 1 || bx > 1024 || shared > f->shared) return INVALID_VALUE;
  unsigned grid[] = {gx, gy, gz};
  const char* error = f->run(f->entry, grid, bx, shared, parameters, reverse_order);
  for (auto& entry : allocations) {
    size_t after = FENCE + entry.second.bytes;
    for (size_t i = 0; i < FENCE && !error; i++) {
      if (entry.second.base[i] != 0xFF || entry.second.base[after + i] != 0xFF) {
        error = "a kernel writes beside its arrays";
      }
    }
  }
  if (error) {
    fprintf(stderr, "fake driver: %s\n", error);
    return BAD_ADDRESS;
  }
  return 0;
}
int cuGetErrorName(int error, const char** name) {
  switch (error) {
    case 1: *name = "CUDA_ERROR_INVALID_VALUE"; break;
    case 2: *name = "CUDA_ERROR_OUT_OF_MEMORY"; break;
    case 100: *name = "CUDA_ERROR_NO_DEVICE"; break;
    case 101: *name = "CUDA_ERROR_INVALID_DEVICE"; break;
    case 700: *name = "CUDA_ERROR_ILLEGAL_ADDRESS"; break;
    case 803: *name = "CUDA_ERROR_SYSTEM_DRIVER_MISMATCH"; break;
    default: *name = "CUDA_ERROR_OTHER";
  }
  return 0;
}
int cuGetErrorString(int error, const char** text) {
  *text = error == 100 ? "no CUDA-capable device is detected" : "an error of the fake driver";
  return 0;
}

struct Program {
  std::string source, log, binary;
  std::vector<std::string> headers, names;
};
int nvrtcVersion(int* major, int* minor) {
  *major = 13;
  *minor = 0;
  return 0;
}
int nvrtcGetNumSupportedArchs(int* count) {
  *count = 1;
  return 0;
}
int nvrtcGetSupportedArchs(int* archs) {
  *archs = environment("ANCHORAGE_FAKE_ARCH", 90);
  return 0;
}
int nvrtcCreateProgram(
    void** program, const char* source, const char*, int count, const char* const* headers, const char* const* names) {
  Program* p = new Program{source, "", "", {}, {}};
  p->headers.assign(headers, headers + count);
  p->names.assign(names, names + count);
  *program = p;
  return 0;
}
int nvrtcDestroyProgram(void** program) {
  delete (Program*)*program;
  return 0;
}
static std::string slurp(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}
int nvrtcCompileProgram(void* program, int count, const char* const* options) {
  Program* p = (Program*)program;
  char folder[] = "/tmp/anchorage-fake-XXXXXX";
  if (!mkdtemp(folder)) return 6;
  std::string at = std::string(folder) + "/";
  std::ofstream(at + "kernel.cu") << p->source;
  for (size_t i = 0; i < p->headers.size(); i++) {
    std::ofstream(at + p->names[i]) << p->headers[i];
  }
  std::string command = "g++ -std=c++17 -O1 -march=native -ffp-contract=off -fno-strict-aliasing -w -shared -fPIC"
                        " -include '" SHIM "' -I" + at;
  for (int i = 0; i < count; i++) {
    if (strncmp(options[i], "-D", 2) == 0) command += std::string(" '") + options[i] + "'";
  }
  command += " -x c++ " + at + "kernel.cu -o " + at + "kernel.so 2> " + at + "log";
  int status = system(command.c_str());
  p->log = slurp(at + "log");
  std::string code = slurp(at + "kernel.so");
  uint64_t bytes = code.size();
  p->binary = std::string(MAGIC, 8) + std::string((const char*)&bytes, 8) + code;
  if (system(("rm -rf " + at).c_str()) != 0) return 6;
  return status == 0 ? 0 : 6;
}
int nvrtcGetProgramLogSize(void* program, size_t* bytes) {
  *bytes = ((Program*)program)->log.size() + 1;
  return 0;
}
int nvrtcGetProgramLog(void* program, char* log) {
  strcpy(log, ((Program*)program)->log.c_str());
  return 0;
}
int nvrtcGetCUBINSize(void* program, size_t* bytes) {
  *bytes = ((Program*)program)->binary.size();
  return 0;
}
int nvrtcGetCUBIN(void* program, char* binary) {
  Program* p = (Program*)program;
  memcpy(binary, p->binary.data(), p->binary.size());
  return 0;
}
int nvrtcGetPTXSize(void* program, size_t* bytes) { return nvrtcGetCUBINSize(program, bytes); }
int nvrtcGetPTX(void* program, char* binary) { return nvrtcGetCUBIN(program, binary); }
const char* nvrtcGetErrorString(int) { return "NVRTC_ERROR_COMPILATION"; }
}
