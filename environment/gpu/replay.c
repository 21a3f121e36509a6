// Plays on a card what was computed without one, and compares: replay PTX TRACE...
//
// A trace is what a training asked of the driver that stands in for NVIDIA's, and what that answered
// (lib/ihct/src/test/native/stand_in.cpp writes it). Needs NVIDIA's driver and a C compiler:
//
//   cc -O2 -o replay replay.c -ldl -lm
//
// Exit codes: 0 all answers are the same but for the order of sums, 1 some are not, or the driver
// refuses something, 2 there is no card or no such file. IHCT_CUDA names another driver library.
#include <dlfcn.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// By how much of their length numbers may differ: float's digits, added up in another order.
static const double TOLERANCE = 1e-3;

// Behind this the name of a trace tells the songs of a step, if that is worth timing.
static const char BATCH[] = ".batch";

enum { MOST_ARGUMENTS = 32, MOST_KERNELS = 64, NAME = 40 };
enum { COMPUTE_CAPABILITY_MAJOR = 75, COMPUTE_CAPABILITY_MINOR = 76, CLOCK_RATE = 13, MULTIPROCESSORS = 16 };

typedef uint64_t Address;

static void *driver;
static int (*cuInit)(unsigned);
static int (*cuDeviceGet)(int *, int);
static int (*cuDeviceGetName)(char *, int, int);
static int (*cuDeviceGetAttribute)(int *, int, int);
static int (*cuDriverGetVersion)(int *);
static int (*cuDevicePrimaryCtxRetain)(void **, int);
static int (*cuCtxSetCurrent)(void *);
static int (*cuModuleLoadData)(void **, const void *);
static int (*cuModuleGetFunction)(void **, void *, const char *);
static int (*cuMemAlloc)(Address *, size_t);
static int (*cuMemFree)(Address);
static int (*cuMemcpyHtoD)(Address, const void *, size_t);
static int (*cuMemcpyDtoH)(void *, Address, size_t);
static int (*cuMemsetD8)(Address, unsigned char, size_t);
static int (*cuLaunchKernel)(void *, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, void *,
                             void **, void **);
static int (*cuGetErrorName)(int, const char **);

static void find(void *function, const char *name) {
  *(void **)function = dlsym(driver, name);
  if (!*(void **)function) {
    fprintf(stderr, "The driver has no %s; it is too old.\n", name);
    exit(2);
  }
}

static void check(const char *what, int error) {
  if (!error) return;
  const char *name = "unknown";
  cuGetErrorName(error, &name);
  fprintf(stderr, "%s: error %d, %s\n", what, error, name);
  exit(1);
}

static void load_driver(void) {
  const char *library = getenv("IHCT_CUDA") ? getenv("IHCT_CUDA") : "libcuda.so.1";
  driver = dlopen(library, RTLD_NOW);
  if (!driver) {
    fprintf(stderr, "No NVIDIA driver was found: %s\n", dlerror());
    exit(2);
  }
  find(&cuInit, "cuInit");
  find(&cuDeviceGet, "cuDeviceGet");
  find(&cuDeviceGetName, "cuDeviceGetName");
  find(&cuDeviceGetAttribute, "cuDeviceGetAttribute");
  find(&cuDriverGetVersion, "cuDriverGetVersion");
  find(&cuDevicePrimaryCtxRetain, "cuDevicePrimaryCtxRetain");
  find(&cuCtxSetCurrent, "cuCtxSetCurrent");
  find(&cuModuleLoadData, "cuModuleLoadData");
  find(&cuModuleGetFunction, "cuModuleGetFunction");
  find(&cuMemAlloc, "cuMemAlloc_v2");
  find(&cuMemFree, "cuMemFree_v2");
  find(&cuMemcpyHtoD, "cuMemcpyHtoD_v2");
  find(&cuMemcpyDtoH, "cuMemcpyDtoH_v2");
  find(&cuMemsetD8, "cuMemsetD8_v2");
  find(&cuLaunchKernel, "cuLaunchKernel");
  find(&cuGetErrorName, "cuGetErrorName");
}

static char *read_whole(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  if (!file || fseek(file, 0, SEEK_END)) {
    perror(path);
    exit(2);
  }
  *size = (size_t)ftell(file);
  rewind(file);
  char *bytes = malloc(*size + 1);
  if (!bytes || fread(bytes, 1, *size, file) != *size) {
    perror(path);
    exit(2);
  }
  bytes[*size] = 0;
  fclose(file);
  return bytes;
}

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

// Memory by the address it had without a card, ascending.
typedef struct {
  Address was, size, is;
} Piece;
static Piece *pieces;
static size_t count, room;

static size_t piece_at(Address was) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (pieces[middle].was <= was) low = middle + 1;
    else high = middle;
  }
  return low; // the piece before this one begins at the address, or below it
}

static Address translated(Address was) {
  size_t at = piece_at(was);
  if (!was || !at || was >= pieces[at - 1].was + pieces[at - 1].size) return 0;
  return pieces[at - 1].is + (was - pieces[at - 1].was);
}

static void allocate(Address was, Address size) {
  if (count == room) {
    room = room ? 2 * room : 64;
    pieces = realloc(pieces, room * sizeof *pieces);
  }
  size_t at = piece_at(was);
  memmove(pieces + at + 1, pieces + at, (count - at) * sizeof *pieces);
  count++;
  pieces[at] = (Piece){was, size, 0};
  check("cuMemAlloc", cuMemAlloc(&pieces[at].is, size));
}

static void release(Address was) {
  size_t at = piece_at(was) - 1;
  check("cuMemFree", cuMemFree(pieces[at].is));
  count--;
  memmove(pieces + at, pieces + at + 1, (count - at) * sizeof *pieces);
}

// Where a trace is read.
static const char *at, *end;

static const char *take(size_t bytes) {
  const char *here = at;
  if (bytes > (size_t)(end - at)) {
    fprintf(stderr, "The trace is cut off.\n");
    exit(2);
  }
  at += bytes;
  return here;
}

static uint64_t number(void) {
  uint64_t value;
  memcpy(&value, take(sizeof value), sizeof value);
  return value;
}

static void *module;
static struct {
  char name[NAME];
  void *function;
} kernels[MOST_KERNELS];
static int known;

static void *kernel(const char *name) {
  int i = 0;
  while (i < known && strcmp(kernels[i].name, name)) i++;
  if (i == known) {
    if (known == MOST_KERNELS) exit(2);
    strcpy(kernels[known].name, name);
    check(name, cuModuleGetFunction(&kernels[known++].function, module, name));
  }
  return kernels[i].function;
}

static double worst, flops;
static int launches, compared, learns;

// Differences of a download, of which the trace has every stride-th number.
static void compare(Address address, size_t numbers, size_t stride) {
  size_t kept = (numbers + stride - 1) / stride;
  const char *expected = take(kept * sizeof(float));
  float *all = malloc(numbers * sizeof *all);
  check("cuMemcpyDtoH", cuMemcpyDtoH(all, address, numbers * sizeof *all));
  double apart = 0, length = 0;
  for (size_t i = 0; i < kept; i++) {
    float value;
    memcpy(&value, expected + i * sizeof value, sizeof value);
    if (isnan(value) && isnan(all[i * stride])) continue; // a test of what is not finite
    double difference = (double)all[i * stride] - (double)value;
    apart += difference * difference;
    length += (double)value * (double)value;
  }
  free(all);
  double relative = sqrt(apart / (length > 0 ? length : 1));
  if (!isnan(worst) && !(relative <= worst)) worst = relative; // NaN stays
  compared++;
}

static void launch(void) {
  uint64_t length = number();
  if (length >= NAME) exit(2);
  char name[NAME] = {0};
  memcpy(name, take(length), length);
  unsigned blocksX = (unsigned)number(), blocksY = (unsigned)number(), threads = (unsigned)number();
  uint64_t arguments = number(), slots[MOST_ARGUMENTS];
  void *pointers[MOST_ARGUMENTS];
  if (arguments > MOST_ARGUMENTS) exit(2);
  for (uint64_t i = 0; i < arguments; i++) {
    char type = *take(1);
    slots[i] = type == 'P' ? translated(number()) : number();
    pointers[i] = &slots[i];
  }
  check(name, cuLaunchKernel(kernel(name), blocksX, blocksY, 1, threads, 1, 1, 0, NULL, pointers, NULL));
  launches++;
  learns |= strstr(name, "adam") != NULL;
  if (!strncmp(name, "gemm", 4)) flops += 2.0 * (double)slots[0] * (double)slots[1] * (double)slots[2];
}

// Does what stands next in the trace; true if that was a download.
static int step(void) {
  char what = *take(1);
  Address was = what == 'L' ? 0 : number();
  if (what == 'L') {
    launch();
  } else if (what == 'A') {
    allocate(was, number());
  } else if (what == 'F') {
    release(was);
  } else if (what == 'U') {
    uint64_t bytes = number();
    check("cuMemcpyHtoD", cuMemcpyHtoD(translated(was), take(bytes), bytes));
  } else if (what == 'C') {
    check("cuMemsetD8", cuMemsetD8(translated(was), 0, number()));
  } else if (what == 'D') {
    uint64_t numbers = number();
    compare(translated(was), numbers, number());
    return 1;
  } else {
    fprintf(stderr, "The trace is damaged.\n");
    exit(2);
  }
  return 0;
}

// The floating-point operations that the card can do in a second, or 0 if that is not known.
static double peak(int device) {
  int major = 0, minor = 0, clock = 0, processors = 0;
  cuDeviceGetAttribute(&major, COMPUTE_CAPABILITY_MAJOR, device);
  cuDeviceGetAttribute(&minor, COMPUTE_CAPABILITY_MINOR, device);
  cuDeviceGetAttribute(&clock, CLOCK_RATE, device);
  cuDeviceGetAttribute(&processors, MULTIPROCESSORS, device);
  int units = major == 7 || (major == 8 && minor == 0) ? 64 : 128; // multiply-adds of a multiprocessor
  return 2.0 * units * processors * clock * 1e3;
}

// The training step that has most to compute: from behind a download to behind that of its losses.
static struct {
  const char *from, *to;
  double flops;
  int launches;
} heaviest;

// Plays a trace from its beginning to some point of it.
static void play(const char *trace, const char *to) {
  const char *from = NULL;
  int before = 0;
  at = trace;
  while (at < to) {
    if (*at == 'A' || *at == 'F') from = NULL; // a step takes and gives back nothing
    if (!step()) continue;
    if (from && learns && flops > heaviest.flops) {
      heaviest.from = from;
      heaviest.to = at;
      heaviest.flops = flops;
      heaviest.launches = launches - before;
    }
    from = at;
    before = launches;
    flops = learns = 0;
  }
}

static void release_all(void) {
  while (count) release(pieces[0].was);
}

// Repeats the heaviest step where it stands.
static void time_step(const char *trace, const char *path, double fastest) {
  enum { WARM_UP = 2, TIMES = 50 };
  double started = 0;
  play(trace, heaviest.to);
  for (int i = -WARM_UP; i < TIMES; i++) {
    if (i == 0) started = seconds();
    at = heaviest.from;
    while (at < heaviest.to) step();
  }
  double taken = (seconds() - started) / TIMES;
  release_all();
  double songs = atof(strstr(path, BATCH) + strlen(BATCH));
  printf("; a step of %d kernels takes %.2f ms, %.0f songs a second", heaviest.launches, taken * 1e3, songs / taken);
  if (fastest > 0) printf(", %.0f %% of the card's peak", 100 * heaviest.flops / taken / fastest);
}

int main(int argc, char **argv) {
  if (argc < 3) {
    fprintf(stderr, "Usage: replay PTX TRACE...\n");
    return 2;
  }
  load_driver();
  int device, version;
  char name[256];
  void *context;
  int none = cuInit(0);
  if (none || cuDeviceGet(&device, 0)) {
    fprintf(stderr, "The driver shows no card.\n");
    return 2;
  }
  check("cuDeviceGetName", cuDeviceGetName(name, sizeof name, device));
  check("cuDriverGetVersion", cuDriverGetVersion(&version));
  check("cuDevicePrimaryCtxRetain", cuDevicePrimaryCtxRetain(&context, device));
  check("cuCtxSetCurrent", cuCtxSetCurrent(context));
  size_t size;
  char *ptx = read_whole(argv[1], &size);
  double started = seconds();
  check("cuModuleLoadData", cuModuleLoadData(&module, ptx));
  printf("%s, CUDA %d.%d; the kernels were translated in %.1f s\n", name, version / 1000, version % 1000 / 10,
         seconds() - started);
  double fastest = peak(device);
  int failed = 0;
  for (int i = 2; i < argc; i++) {
    char *trace = read_whole(argv[i], &size);
    end = trace + size;
    worst = heaviest.flops = 0;
    launches = compared = 0;
    started = seconds();
    play(trace, end);
    double taken = seconds() - started;
    int good = compared > 0 && worst <= TOLERANCE;
    failed |= !good;
    release_all();
    printf("%s: %d launches in %.2f s, %d answers, apart by at most %.0e%s", argv[i], launches, taken, compared, worst,
           good ? "" : ", TOO FAR");
    if (heaviest.flops > 0 && strstr(argv[i], BATCH)) time_step(trace, argv[i], fastest);
    printf("\n");
    free(trace);
  }
  return failed;
}
