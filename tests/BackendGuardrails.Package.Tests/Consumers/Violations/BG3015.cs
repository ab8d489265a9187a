using Microsoft.AspNetCore.Mvc;

namespace Violations.BG3015;

[Route("harbors")]
public class HarborsController : ControllerBase // guardrail: BG3015 (off, stays)
{
    [HttpGet("{id}")]
    public IActionResult Get(int id) => Ok(id);
}

[ApiController]
[Route("piers")]
public class PiersController : ControllerBase
{
    [HttpGet("{id}")]
    public IActionResult Get(int id) => Ok(id);
}
