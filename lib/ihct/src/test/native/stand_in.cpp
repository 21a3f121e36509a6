// Stands in for NVIDIA's driver library where there is no card: the calls that CudaDevice makes,
// and our kernels, compiled as C++. The threads of a block are fibres that take turns at
// __syncthreads(); memory begins as NaN, and is checked for writes behind its end.
//
// The environment plays other cards: STAND_IN_CAPABILITY=61, STAND_IN_MIB=4096, STAND_IN_CARDS=0.
// STAND_IN_TRACE=FILE writes what is asked and answered to a new file, until that has
// STAND_IN_TRACE_MIB; environment/gpu/replay.c plays it on a card.
#include <algorithm>
#include <cmath>
#include <csetjmp>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <type_traits>
#include <ucontext.h>
#include <utility>
#include <vector>

struct Three {
  int x, y, z;
};
static Three threadIdx, blockIdx, blockDim, gridDim;
static void wait_for_others();

#define __global__
#define __device__ static
#define __shared__ static
#define __syncthreads() wait_for_others()
using std::min;
#include KERNELS // the path of kernels.cu, in quotes

namespace {

const size_t STACK = 64 << 10;

// One thread of a block; it is used again for other blocks.
struct Fibre {
  ucontext_t start;
  jmp_buf at;
  std::vector<char> stack;
  bool begun = false;
};

enum { WAITS = 1, DONE = 2 };

jmp_buf scheduler;
Fibre *running;
const std::function<void()> *body;
std::vector<Fibre *> idle;

void run_for_ever() {
  for (;;) {
    (*body)();
    if (_setjmp(running->at) == 0) _longjmp(scheduler, DONE);
  }
}

// Lets a fibre go on to its next barrier, or to its end.
int resume(Fibre *fibre) {
  running = fibre;
  int what = _setjmp(scheduler);
  if (what == 0) {
    if (!fibre->begun) {
      fibre->begun = true;
      setcontext(&fibre->start);
    }
    _longjmp(fibre->at, 1);
  }
  return what;
}

Fibre *fibre() {
  if (!idle.empty()) {
    Fibre *one = idle.back();
    idle.pop_back();
    return one;
  }
  Fibre *one = new Fibre;
  one->stack.resize(STACK);
  getcontext(&one->start);
  one->start.uc_stack.ss_sp = one->stack.data();
  one->start.uc_stack.ss_size = STACK;
  one->start.uc_link = nullptr;
  makecontext(&one->start, run_for_ever, 0);
  return one;
}

// Runs a block; false if some of its threads end while others wait.
bool run_block(const std::function<void()> &kernel) {
  body = &kernel;
  std::vector<std::pair<Fibre *, int>> waiting, still;
  int done = 0;
  for (int thread = 0; thread < blockDim.x; thread++) {
    Fibre *one = fibre();
    threadIdx = {thread, 0, 0};
    if (resume(one) == WAITS) {
      waiting.push_back({one, thread});
    } else {
      idle.push_back(one);
      done++;
    }
  }
  while (!waiting.empty()) {
    if (done > 0) return false;
    still.clear();
    // backwards every other time: what depends on the order of threads shows
    std::reverse(waiting.begin(), waiting.end());
    for (auto &each : waiting) {
      threadIdx = {each.second, 0, 0};
      if (resume(each.first) == WAITS) {
        still.push_back(each);
      } else {
        idle.push_back(each.first);
        done++;
      }
    }
    waiting.swap(still);
  }
  return true;
}

// What is written of calls: a letter, then numbers of 64 bits, then data.
FILE *trace;

long setting(const char *name, long usual) {
  const char *value = getenv(name);
  return value ? atol(value) : usual;
}

// Begins a call with some bytes of data, unless the trace is full.
bool begin(char what, size_t bytes) {
  static const long most = setting("STAND_IN_TRACE_MIB", 1 << 20) << 20;
  if (trace && ftell(trace) + (long)bytes > most) {
    fclose(trace);
    trace = nullptr;
  }
  if (trace) fputc(what, trace);
  return trace;
}

void write(uint64_t number) { fwrite(&number, sizeof number, 1, trace); }

bool begin(char what, unsigned long long address, uint64_t number, size_t bytes) {
  if (!begin(what, bytes)) return false;
  write(address);
  write(number);
  return true;
}

// An argument: P for an address, which another card has elsewhere, N for a number.
template <class A> void write_argument(A argument) {
  uint64_t value = 0;
  memcpy(&value, &argument, sizeof(A));
  fputc(std::is_pointer<A>::value ? 'P' : 'N', trace);
  write(value);
}

// A kernel with its arguments.
struct Call {
  std::function<void()> run, write_arguments;
};

struct Kernel {
  const char *name;
  int parameters;
  std::function<Call(void **)> with;
};

template <class... A, size_t... I>
Call call(void (*kernel)(A...), void **arguments, std::index_sequence<I...>) {
  std::tuple<A...> values(*(A *)arguments[I]...);
  return {[=] { std::apply(kernel, values); }, [=] { (write_argument(std::get<I>(values)), ...); }};
}

template <class... A> Kernel of(const char *name, void (*kernel)(A...)) {
  return {name, (int)sizeof...(A),
          [kernel](void **arguments) { return call(kernel, arguments, std::index_sequence_for<A...>{}); }};
}

#define KERNEL(name) of(#name, name)
std::vector<Kernel> kernels{
    KERNEL(gemm_nt),       KERNEL(gemm_nn),        KERNEL(gemm_tn),
    KERNEL(place),         KERNEL(relu_dropout),   KERNEL(silence),
    KERNEL(column_sums),   KERNEL(adam),           KERNEL(normalize),
    KERNEL(normalize_back), KERNEL(softmax_loss),  KERNEL(softmax),
    KERNEL(tree_pass),     KERNEL(tree_adam),      KERNEL(segment_softmax),
    KERNEL(path_products), KERNEL(add_bias),       KERNEL(gru_forward),
    KERNEL(gru_back),      KERNEL(list_adam),      KERNEL(gather)};

const size_t FENCE = 256;
const unsigned char FENCE_BYTE = 0xA5;

std::map<unsigned long long, size_t> memory;
size_t taken = 0;
std::string image;

size_t total() { return (size_t)setting("STAND_IN_MIB", 8192) << 20; }

// How many parameters the PTX says that a kernel has, or -1.
int parameters(const char *name) {
  size_t at = image.find(std::string(".entry ") + name + "(");
  if (at == std::string::npos) return -1;
  size_t end = image.find(')', at);
  int count = 0;
  for (size_t p = image.find(".param", at); p < end; p = image.find(".param", p + 1)) count++;
  return count;
}

// Of many numbers every so-manieth is written.
void write_download(const float *numbers, unsigned long long from, uint64_t count) {
  const uint64_t MOST = 5000;
  uint64_t stride = count / MOST + 1;
  if (!begin('D', from, count, count / stride * sizeof(float))) return;
  write(stride);
  for (uint64_t i = 0; i < count; i += stride) fwrite(numbers + i, sizeof(float), 1, trace);
}

bool owned(unsigned long long address, size_t bytes) {
  auto at = memory.upper_bound(address);
  if (at == memory.begin()) return false;
  --at;
  return address + bytes <= at->first + at->second;
}

} // namespace

static void wait_for_others() {
  if (_setjmp(running->at) == 0) _longjmp(scheduler, WAITS);
}

enum { OK = 0, INVALID_VALUE = 1, OUT_OF_MEMORY = 2, NO_DEVICE = 100, INVALID_IMAGE = 200, NOT_FOUND = 500,
       ILLEGAL_ADDRESS = 700, LAUNCH_FAILED = 719 };

struct Launch {
  Kernel *kernel;
  unsigned grid[3], block[3];
  Call call;
};

using Graph = std::vector<Launch>;

// CUDA_KERNEL_NODE_PARAMS of CUDA 10.
struct Parameters {
  Kernel *function;
  unsigned grid[3], block[3], shared;
  void **arguments, **extra;
};

static Launch launch_of(const Parameters *told) {
  return {told->function,
          {told->grid[0], told->grid[1], told->grid[2]},
          {told->block[0], told->block[1], told->block[2]},
          told->function->with(told->arguments)};
}

static int launch(const Launch &what) {
  if (!what.grid[0] || !what.grid[1] || !what.block[0] || what.block[0] > 1024 || what.grid[1] > 65535 ||
      what.grid[2] != 1 || what.block[1] != 1 || what.block[2] != 1)
    return INVALID_VALUE;
  if (begin('L', 0)) {
    write(strlen(what.kernel->name));
    fwrite(what.kernel->name, 1, strlen(what.kernel->name), trace);
    for (unsigned number : {what.grid[0], what.grid[1], what.block[0], (unsigned)what.kernel->parameters}) write(number);
    what.call.write_arguments();
  }
  gridDim = {(int)what.grid[0], (int)what.grid[1], 1};
  blockDim = {(int)what.block[0], 1, 1};
  for (unsigned y = 0; y < what.grid[1]; y++)
    for (unsigned x = 0; x < what.grid[0]; x++) {
      blockIdx = {(int)x, (int)y, 0};
      if (!run_block(what.call.run)) return LAUNCH_FAILED;
    }
  return OK;
}

// Nothing else is seen from outside: several of these may be loaded, with other kernels.
#pragma GCC visibility push(default)
extern "C" {
int cuInit(unsigned) {
  const char *file = getenv("STAND_IN_TRACE");
  static const bool once = (trace = file ? fopen(file, "wbx") : nullptr, true);
  (void)once;
  return setting("STAND_IN_CARDS", 1) > 0 ? OK : NO_DEVICE;
}
int cuDriverGetVersion(int *version) { *version = 13000; return OK; }
int cuDeviceGet(int *device, int ordinal) { *device = ordinal; return OK; }
int cuDeviceGetName(char *name, int length, int) { snprintf(name, length, "CPU in place of a card"); return OK; }
int cuDeviceGetAttribute(int *value, int attribute, int) {
  long capability = setting("STAND_IN_CAPABILITY", 90);
  *value = attribute == 75 ? capability / 10 : attribute == 76 ? capability % 10 : 0;
  return OK;
}
int cuDeviceTotalMem_v2(size_t *bytes, int) { *bytes = total(); return OK; }
int cuDevicePrimaryCtxRetain(void **context, int) { *context = (void *)1; return OK; }
int cuCtxSetCurrent(void *) { return OK; }
int cuMemGetInfo_v2(size_t *free, size_t *all) { *free = total() - taken; *all = total(); return OK; }
int cuMemAlloc_v2(unsigned long long *address, size_t bytes) {
  if (taken + bytes > total()) return OUT_OF_MEMORY;
  char *memory_of = (char *)malloc(bytes + FENCE);
  memset(memory_of, 0xFF, bytes); // NaN: what nobody has written must not look like a result
  memset(memory_of + bytes, FENCE_BYTE, FENCE);
  *address = (unsigned long long)memory_of;
  memory[*address] = bytes;
  taken += bytes;
  begin('A', *address, bytes, 0);
  return OK;
}
int cuMemFree_v2(unsigned long long address) {
  auto at = memory.find(address);
  if (at == memory.end()) return INVALID_VALUE;
  unsigned char *fence = (unsigned char *)address + at->second;
  if (begin('F', 0)) write(address);
  bool whole = std::all_of(fence, fence + FENCE, [](unsigned char byte) { return byte == FENCE_BYTE; });
  taken -= at->second;
  memory.erase(at);
  free((void *)address);
  return whole ? OK : ILLEGAL_ADDRESS;
}
int cuMemcpyHtoD_v2(unsigned long long to, const void *from, size_t bytes) {
  if (!owned(to, bytes)) return INVALID_VALUE;
  memcpy((void *)to, from, bytes);
  if (begin('U', to, bytes, bytes)) fwrite(from, 1, bytes, trace);
  return OK;
}
int cuMemcpyDtoH_v2(void *to, unsigned long long from, size_t bytes) {
  if (!owned(from, bytes)) return INVALID_VALUE;
  memcpy(to, (void *)from, bytes);
  write_download((const float *)to, from, bytes / sizeof(float));
  return OK;
}
int cuMemsetD8_v2(unsigned long long address, unsigned char value, size_t bytes) {
  if (!owned(address, bytes)) return INVALID_VALUE;
  memset((void *)address, value, bytes);
  begin('C', address, bytes, 0);
  return OK;
}
int cuModuleLoadData(void **module, const void *text) {
  image = (const char *)text;
  *module = (void *)1;
  return image.find(".version") == std::string::npos ? INVALID_IMAGE : OK;
}
int cuModuleGetFunction(void **function, void *, const char *name) {
  for (Kernel &each : kernels)
    if (!strcmp(each.name, name)) {
      *function = &each;
      return parameters(name) == each.parameters ? OK : NOT_FOUND; // else the PTX is of another source
    }
  return NOT_FOUND;
}
int cuCtxSynchronize() { return OK; }
int cuLaunchKernel(void *function, unsigned gridX, unsigned gridY, unsigned gridZ, unsigned blockX,
                   unsigned blockY, unsigned blockZ, unsigned, void *, void **arguments, void **) {
  Kernel *kernel = (Kernel *)function;
  return launch({kernel, {gridX, gridY, gridZ}, {blockX, blockY, blockZ}, kernel->with(arguments)});
}
int cuGraphCreate(void **graph, unsigned) { *graph = new Graph; return OK; }
int cuGraphAddKernelNode(uintptr_t *node, Graph *graph, const uintptr_t *before, size_t count, const Parameters *told) {
  // one behind the other is all that we ask for
  if (count != (graph->empty() ? 0 : 1) || (count && *before != graph->size())) return INVALID_VALUE;
  graph->push_back(launch_of(told));
  *node = graph->size();
  return OK;
}
int cuGraphInstantiate(Graph **executable, const Graph *graph, void *, char *, size_t) {
  *executable = new Graph(*graph);
  return OK;
}
int cuGraphExecKernelNodeSetParams(Graph *executable, uintptr_t node, const Parameters *told) {
  if (!node || node > executable->size() || (*executable)[node - 1].kernel != told->function) return INVALID_VALUE;
  (*executable)[node - 1] = launch_of(told);
  return OK;
}
int cuGraphLaunch(const Graph *executable, void *) {
  int error = OK;
  for (const Launch &each : *executable)
    if (!error) error = launch(each);
  return error;
}
int cuGraphExecDestroy(Graph *executable) { delete executable; return OK; }
int cuGraphDestroy(Graph *graph) { delete graph; return OK; }
int cuGetErrorName(int error, const char **name) {
  static const std::map<int, const char *> names{
      {INVALID_VALUE, "CUDA_ERROR_INVALID_VALUE"}, {OUT_OF_MEMORY, "CUDA_ERROR_OUT_OF_MEMORY"},
      {NO_DEVICE, "CUDA_ERROR_NO_DEVICE"},         {INVALID_IMAGE, "CUDA_ERROR_INVALID_IMAGE"},
      {NOT_FOUND, "CUDA_ERROR_NOT_FOUND"},         {ILLEGAL_ADDRESS, "CUDA_ERROR_ILLEGAL_ADDRESS"},
      {LAUNCH_FAILED, "CUDA_ERROR_LAUNCH_FAILED"}};
  auto found = names.find(error);
  if (found == names.end()) return INVALID_VALUE;
  *name = found->second;
  return OK;
}
}
#pragma GCC visibility pop
